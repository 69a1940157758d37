package app_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"meetbot/cmd/internal/app"
)

// keyFile writes a new RSA key, as openssl does, for the operator's account alone.
func keyFile(t *testing.T) string {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "jitsi.pem")
	require.NoError(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600))
	return file
}

// TestPublicKeysAreServed where Prosody looks for them, and nothing else of the key is.
func TestPublicKeysAreServed(t *testing.T) {
	file := keyFile(t)
	w := newWorld(t, func(w *world) {
		w.edits = append(w.edits, func(c *app.Config) { c.Jitsi.KeyFile, c.Jitsi.KeyID = file, "meetbot-1" })
	})
	t.Cleanup(w.close)
	get := func(path string) *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		w.app.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		require.NotContains(t, rec.Body.String(), "PRIVATE")
		return rec
	}
	set := get("/jitsi/keys.json")
	require.Equal(t, http.StatusOK, set.Code)
	require.Equal(t, "application/jwk-set+json", set.Header().Get("Content-Type"))
	require.Contains(t, set.Body.String(), `"kid":"meetbot-1"`)
	one := get(fmt.Sprintf("/jitsi/keys/%x.pem", sha256.Sum256([]byte("meetbot-1"))))
	require.Equal(t, http.StatusOK, one.Code)
	require.True(t, strings.HasPrefix(one.Body.String(), "-----BEGIN PUBLIC KEY-----"), one.Body)
	require.Equal(t, http.StatusNotFound, get(fmt.Sprintf("/jitsi/keys/%x.pem", sha256.Sum256([]byte("meetbot-2")))).Code)
}

// TestJitsiKeysAreChecked when the program starts, each fault with its remedy and nothing of the key.
func TestJitsiKeysAreChecked(t *testing.T) {
	good := keyFile(t)
	bad := write(t, "canary")
	jwt := []string{"MEETBOT_JITSI_MODE=jwt"}
	jaas := []string{"MEETBOT_JITSI_MODE=jaas", "MEETBOT_JITSI_APP_ID=vpaas-magic-cookie-1", "MEETBOT_JITSI_KEY_ID=vpaas-magic-cookie-1/k"}
	for says, set := range map[string][]string{
		"":                              append(jwt, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_KEY_ID=k"),
		"jitsi.key_id is missing":       append(jwt, "MEETBOT_JITSI_KEY_FILE="+good),
		"jitsi.key_file is missing":     append(jwt, "MEETBOT_JITSI_KEY_ID=k", "MEETBOT_JITSI_SECRET=zN4kq8WbR1vTx6Yp"),
		"it is no PEM file":             append(jwt, "MEETBOT_JITSI_KEY_FILE="+bad, "MEETBOT_JITSI_KEY_ID=k"),
		"jitsi.key_file cannot be read": append(jwt, "MEETBOT_JITSI_KEY_FILE="+good+".not", "MEETBOT_JITSI_KEY_ID=k"),
		"jitsi.secret has 3 characters": append(jwt, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_KEY_ID=k", "MEETBOT_JITSI_SECRET=abc"),
		"the private key whose public half you gave":   jaas,
		"jitsi.app_id must be the AppID":               append(jaas, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_APP_ID=meetbot", "MEETBOT_JITSI_KEY_ID=meetbot/k"),
		"as your JaaS console shows it":                append(jaas, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_KEY_ID=k"),
		"jitsi.secret has no use with jitsi.mode jaas": append(jaas, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_SECRET=zN4kq8WbR1vTx6Yp"),
		"jitsi.end_url needs jitsi.mode jwt":           append(jaas, "MEETBOT_JITSI_KEY_FILE="+good, "MEETBOT_JITSI_END_URL=https://prosody.test/end"),
	} {
		t.Run(says, func(t *testing.T) {
			_, err := app.Load("", with(set...))
			if says == "" {
				require.NoError(t, err)
				return
			}
			var faults app.Faults
			require.ErrorAs(t, err, &faults)
			require.Len(t, faults, 1, err.Error())
			require.ErrorContains(t, err, says)
			require.NotContains(t, err.Error(), "canary")
		})
	}
	require.NoError(t, os.Chmod(good, 0o644)) //nolint:gosec // that is what is warned of
	c, err := app.Load("", with(append(jaas, "MEETBOT_JITSI_KEY_FILE="+good)...))
	require.NoError(t, err)
	require.Contains(t, strings.Join(c.Warnings, " "), "every account of this machine can read it")
}
