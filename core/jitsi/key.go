package jitsi

import (
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
)

// shortestKey is how many bits an RSA key has at least: with fewer, no client of today takes a signature.
const shortestKey = 2048

// ParseKey reads an RSA private key as openssl writes it, PKCS #8 or PKCS #1 in PEM. Its errors hold nothing of the key.
func ParseKey(text []byte) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("it is no PEM file; make one with: openssl genrsa -out jitsi.pem 4096")
	}
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		any, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		rsaKey, ok := any.(*rsa.PrivateKey)
		if err != nil || !ok {
			return nil, errors.New("it holds no RSA private key; make one with: openssl genrsa -out jitsi.pem 4096")
		}
		key = rsaKey
	}
	if n := key.N.BitLen(); n < shortestKey {
		return nil, fmt.Errorf("its RSA key has %d bits, and %d are the least; make one with: openssl genrsa -out jitsi.pem 4096", n, shortestKey)
	}
	return key, nil
}

// Keys are the public keys that the Jitsi server checks our RS256 tokens by, as it asks for them.
type Keys struct {
	PEM  map[string][]byte // by the name of the file: the SHA-256 of the key's ID in hexadecimal digits, and ".pem"
	JWKS []byte            // RFC 7517
}

// PublicKeys returns the public half of a key; none where key is nil.
func PublicKeys(key *rsa.PrivateKey, id string) (Keys, error) {
	set := struct {
		Keys []map[string]string `json:"keys"`
	}{[]map[string]string{}}
	out := Keys{PEM: map[string][]byte{}}
	if key != nil {
		der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
		if err != nil {
			return Keys{}, fmt.Errorf("write public key: %w", err)
		}
		sum := sha256.Sum256([]byte(id))
		out.PEM[hex.EncodeToString(sum[:])+".pem"] = pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
		set.Keys = append(set.Keys, map[string]string{
			"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
			"n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()),
			"e": base64.RawURLEncoding.EncodeToString(big.NewInt(int64(key.E)).Bytes()),
		})
	}
	var err error
	out.JWKS, err = json.Marshal(set)
	return out, err
}
