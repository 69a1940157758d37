package slacktest

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// args are the decoded arguments of a request; what is JSON within a form is decoded too.
type args map[string]any

// decode reads the arguments of a request: a form or JSON, or the query of a GET.
func decode(r *http.Request, body []byte) (args, *refusal) {
	if r.Method == http.MethodGet {
		return formArgs(r.URL.Query())
	}
	if r.Method != http.MethodPost {
		return args{}, refuse("invalid_arguments", "the HTTP method is "+r.Method)
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if c := params["charset"]; c != "" && !strings.EqualFold(c, "utf-8") {
		return args{}, refuse("invalid_charset")
	}
	switch {
	case kind == "application/json":
		if len(body) == 0 {
			return args{}, nil
		}
		given := args{}
		if json.Unmarshal(body, &given) != nil {
			return args{}, refuse("invalid_json")
		}
		if _, there := given["token"]; there {
			return given, refuse("not_authed", "a token within JSON is not read")
		}
		return given, given.unpack()
	case kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return args{}, refuse("invalid_form_data")
		}
		return formArgs(form)
	case len(body) == 0:
		return args{}, nil
	case kind == "":
		return args{}, refuse("missing_post_type")
	}
	return args{}, refuse("invalid_post_type", "the content type is "+kind)
}

func formArgs(form url.Values) (args, *refusal) {
	given := args{}
	for k, v := range form {
		given[k] = v[0]
	}
	return given, given.unpack()
}

// unpack decodes the arguments that are JSON within a string.
func (a args) unpack() *refusal {
	for key, code := range map[string]string{
		"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format",
		"attachments": "invalid_attachments", "view": "invalid_arguments",
	} {
		packed, ok := a[key].(string)
		if !ok {
			continue
		}
		if packed == "" {
			delete(a, key)
			continue
		}
		var v any
		if json.Unmarshal([]byte(packed), &v) != nil {
			return refuse(code, key+" is not JSON")
		}
		a[key] = v
	}
	return nil
}

func (a args) str(key string) string {
	v, _ := a[key].(string)
	return v
}

// flag returns a boolean, and whether it was given.
func (a args) flag(key string) (on, given bool) {
	switch v := a[key].(type) {
	case bool:
		return v, true
	case string:
		return v == "true" || v == "1", v != ""
	case float64:
		return v != 0, true
	}
	return false, false
}
