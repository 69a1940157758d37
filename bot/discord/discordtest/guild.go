package discordtest

// guildObject is the server with every member that Discord documents; most of them say that there is nothing.
func (d *Discord) guildObject() object {
	g := object{
		"id": d.opts.Guild, "name": d.opts.GuildName, "owner_id": "1", "roles": d.roleObjects(), "features": []any{},
		"preferred_locale": "en-US", "emojis": []any{}, "stickers": []any{}, "region": "deprecated",
		"max_members": 500000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25, "afk_timeout": 300,
	}
	for _, none := range []string{
		"icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id", "afk_channel_id",
		"system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code", "rules_channel_id",
		"safety_alerts_channel_id", "public_updates_channel_id", "incidents_data",
	} {
		g[none] = nil
	}
	for _, zero := range []string{
		"system_channel_flags", "verification_level", "default_message_notifications", "mfa_level",
		"explicit_content_filter", "premium_tier", "premium_subscription_count", "nsfw_level",
	} {
		g[zero] = 0
	}
	for _, no := range []string{"widget_enabled", "premium_progress_bar_enabled", "nsfw"} {
		g[no] = false
	}
	return g
}

// guildCreate is what the gateway tells of the server after READY: unlike REST it lists the channels the bot sees.
func (d *Discord) guildCreate() object {
	g := d.guildObject()
	g["channels"], g["members"], g["unavailable"], g["large"] = d.channelObjects(), []any{}, false, false
	g["member_count"], g["joined_at"], g["threads"] = len(d.people)+1, "2020-01-01T00:00:00.000000+00:00", []any{}
	return g
}

func (d *Discord) channelObjects() []any {
	channels := []any{}
	for _, pl := range d.places {
		if pl.owner == nil && pl.thread == nil && !pl.gone && d.botRights(pl) != 0 {
			channels = append(channels, d.channelObject(pl))
		}
	}
	return channels
}
