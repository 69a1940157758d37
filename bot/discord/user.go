package discord

import (
	"encoding/json"
	"errors"
	"fmt"

	"meetbot/bot/carrier"
	"meetbot/core"
)

// User reads what Discord tells of whoever signs in, see https://docs.discord.com/developers/resources/user#user-object. The
// error is carrier.ErrNobody where the ID has not Discord's form.
func (d *Discord) User(raw []byte) (carrier.Account, error) {
	var u user
	if err := json.Unmarshal(raw, &u); err != nil {
		return carrier.Account{}, fmt.Errorf("user: %w", err)
	}
	if u.ID == "" {
		return carrier.Account{}, errors.New("user: the answer holds no ID")
	}
	if !IsID(u.ID) {
		return carrier.Account{}, carrier.ErrNobody
	}
	return carrier.Account{Identity: d.identity(u.ID), Name: core.NameFrom(u.GlobalName, u.Username), Handle: core.CleanName(u.Username)}, nil
}
