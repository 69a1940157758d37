package slacktest

import (
	"embed"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// schemas holds the compiled JSON Schemas: of each block by its type, and of modals and homes.
type schemas struct {
	blocks map[string]*jsonschema.Schema
	views  map[string]*jsonschema.Schema
}

var official = sync.OnceValue(loadSchemas)

// loadSchemas compiles the embedded files; they are part of the program, so a fault in them is a panic.
func loadSchemas() schemas {
	c := jsonschema.NewCompiler()
	docs := map[string]any{}
	for _, name := range []string{"blocks", "modal", "home"} {
		docs[name] = must(jsonschema.UnmarshalJSON(strings.NewReader(string(must(schemaFiles.ReadFile("schema/" + name + ".json"))))))
		if err := c.AddResource("schema:"+name, docs[name]); err != nil {
			panic(err)
		}
	}
	all := schemas{blocks: map[string]*jsonschema.Schema{}, views: map[string]*jsonschema.Schema{
		"modal": c.MustCompile("schema:modal"), "home": c.MustCompile("schema:home"),
	}}
	definitions := object(object(docs["blocks"])["definitions"])
	for _, ref := range list(object(definitions["KnownBlock"])["anyOf"]) {
		at, _ := object(ref)["$ref"].(string)
		definition := object(definitions[strings.TrimPrefix(at, "#/definitions/")])
		if either := list(definition["anyOf"]); either != nil {
			definition = object(either[0])
		}
		typed, _ := object(object(definition["properties"])["type"])["const"].(string)
		all.blocks[typed] = c.MustCompile("schema:blocks" + at)
	}
	return all
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// faultsOf says what a value has against a schema, one line a fault, each with its JSON pointer below at.
func faultsOf(schema *jsonschema.Schema, v any, at string) []string {
	var bad *jsonschema.ValidationError
	if err := schema.Validate(v); !errors.As(err, &bad) {
		return nil
	}
	var faults []string
	for _, leaf := range leaves(bad) {
		text := leaf.BasicOutput().Error.String()
		faults = append(faults, text+" [json-pointer:"+at+pointer(leaf.InstanceLocation)+"]")
	}
	return faults
}

func pointer(path []string) string {
	var b strings.Builder
	for _, p := range path {
		b.WriteString("/" + p)
	}
	return b.String()
}

// leaves finds the true causes. Of the alternatives for one object only those of its own type count: that a button is
// no overflow menu either helps nobody.
func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	causes := e.Causes
	if _, either := e.ErrorKind.(*kind.AnyOf); either {
		causes = slices.DeleteFunc(slices.Clone(causes), func(c *jsonschema.ValidationError) bool {
			return otherType(c, append(slices.Clone(e.InstanceLocation), "type"))
		})
		if len(causes) == 0 {
			causes = e.Causes[:1]
		}
	}
	var all []*jsonschema.ValidationError
	for _, c := range causes {
		all = append(all, leaves(c)...)
	}
	return all
}

func otherType(e *jsonschema.ValidationError, at []string) bool {
	if _, fixed := e.ErrorKind.(*kind.Const); fixed && slices.Equal(e.InstanceLocation, at) {
		return true
	}
	return slices.ContainsFunc(e.Causes, func(c *jsonschema.ValidationError) bool { return otherType(c, at) })
}
