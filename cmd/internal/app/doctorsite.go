package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"meetbot/core"
	"meetbot/web"
)

// soon is how long before a certificate runs out that is worth a word: who renews by themselves have done so by then.
const soon = 14 * 24 * time.Hour

// examineSite looks whether our own pages are under base_url: what answers there has to show that it has our key.
func examineSite(ctx context.Context, c Config, client *http.Client) (f findings) {
	const about = "base_url"
	nonce := rand.Text()
	res, err := get(ctx, client, strings.TrimSuffix(c.BaseURL, "/")+"/healthz?nonce="+nonce)
	if err != nil {
		var bad *tls.CertificateVerificationError
		if errors.As(err, &bad) {
			f.fail("certificate of base_url", "Give the proxy before meetbot a certificate for that name that browsers take.", "%v", bad.Err)
			return f
		}
		f.warn(about, "Start meetbot serve, and see that base_url leads to listen; if only this machine cannot reach it, all is well.", "%s does not answer: %v", c.BaseURL, err)
		return f
	}
	defer res.Body.Close()
	const lead = "Have base_url lead to listen, in its proxy and in DNS, with nothing in between that answers itself."
	key := cmp.Or(c.SecretKey.Reveal(), c.drawnKey(ctx))
	switch proof := res.Header.Get(web.Proof); {
	case res.StatusCode != http.StatusOK:
		f.fail(about, lead, "%s/healthz answers with status %d", strings.TrimSuffix(c.BaseURL, "/"), res.StatusCode)
	case proof == "":
		f.fail(about, lead, "something else than this meetbot answers at %s", c.BaseURL)
	case key == "":
		f.warn(about, "Set secret_key, so that it can be told.", "a meetbot answers at %s, and nobody can tell whether it is this one", c.BaseURL)
	case !proves(key, nonce, proof):
		f.fail(about, "Give every process the same secret_key, or have base_url lead to this one.", "a meetbot with another secret_key answers at %s", c.BaseURL)
	default:
		f.ok(about, "this meetbot answers at %s", c.BaseURL)
	}
	examineCertificate(res.TLS, &f)
	return f
}

func examineCertificate(state *tls.ConnectionState, f *findings) {
	const about = "certificate of base_url"
	if state == nil || len(state.PeerCertificates) == 0 {
		return
	}
	until := state.PeerCertificates[0].NotAfter
	if time.Until(until) < soon {
		f.warn(about, "Renew it, and see why that does not happen by itself.", "it runs out at %s", until.Format(time.RFC3339))
		return
	}
	f.ok(about, "good until %s", until.Format(time.DateOnly))
}

// proves tells whether a proof was made with our key.
func proves(key, nonce, proof string) bool {
	raw, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		return false
	}
	sealer, err := core.NewSealer(raw)
	if err != nil {
		return false
	}
	sealed, err := base64.StdEncoding.DecodeString(proof)
	if err != nil {
		return false
	}
	_, err = sealer.Open(web.ProofOf(nonce), sealed)
	return err == nil
}

// get asks for an address, and follows nobody elsewhere. Its errors do not repeat the address.
func get(ctx context.Context, client *http.Client, address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	here := *client
	here.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	res, err := here.Do(req)
	var why *url.Error
	if errors.As(err, &why) {
		return nil, why.Err
	}
	return res, err
}
