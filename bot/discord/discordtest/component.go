package discordtest

import (
	"fmt"
)

// The types of components.
const (
	typeRow        = 1
	typeButton     = 2
	typeSelect     = 3
	typeInput      = 4
	typeUserSelect = 5
	typeText       = 10
	typeLabel      = 18
	styleLink      = 5
)

// A component is a part of a message or form that people use.
type component struct {
	Type        int            `json:"type"`
	ID          int            `json:"id,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	Emoji       *emoji         `json:"emoji,omitempty"`
	URL         string         `json:"url,omitempty"`
	CustomID    string         `json:"custom_id,omitempty"`
	Disabled    bool           `json:"disabled,omitempty"`
	Components  []component    `json:"components,omitempty"`
	Component   *component     `json:"component,omitempty"`
	Options     []selectOption `json:"options,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	MinValues   *int           `json:"min_values,omitempty"`
	MaxValues   *int           `json:"max_values,omitempty"`
	MinLength   *int           `json:"min_length,omitempty"`
	MaxLength   *int           `json:"max_length,omitempty"`
	Required    *bool          `json:"required,omitempty"`
	Value       string         `json:"value,omitempty"`
	Content     string         `json:"content,omitempty"`
	Description string         `json:"description,omitempty"`
}

type emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

type selectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// checkComponents validates the rows of a message.
func checkComponents(f *form, rows []component) {
	f.count("components", len(rows), 0, 5)
	seen := map[string]bool{}
	for i, row := range rows {
		path := fmt.Sprintf("components.%d", i)
		if row.Type != typeRow {
			f.add(path+".type", "BASE_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
			continue
		}
		f.count(path+".components", len(row.Components), 1, 5)
		for j, c := range row.Components {
			at := fmt.Sprintf("%s.components.%d", path, j)
			c.check(f, at, len(row.Components))
			f.require(c.CustomID == "" || !seen[c.CustomID], at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
			seen[c.CustomID] = true
		}
	}
}

// check validates one part of a row in which there are n.
func (c *component) check(f *form, path string, n int) {
	switch c.Type {
	case typeButton:
		c.checkButton(f, path)
	case typeSelect, typeUserSelect:
		f.require(n == 1, path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
		c.checkSelect(f, path)
	default:
		f.add(path+".type", "BASE_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5).")
	}
}

func (c *component) checkButton(f *form, path string) {
	f.length(path+".label", c.Label, 0, 80)
	f.require(c.Label != "" || c.Emoji != nil, path+".label", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")
	switch {
	case c.Style == styleLink:
		f.length(path+".url", c.URL, 1, 512)
		f.require(c.URL == "" || isWebURL(c.URL), path+".url", "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
		f.require(c.CustomID == "", path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	case c.Style >= 1 && c.Style <= 4:
		f.length(path+".custom_id", c.CustomID, 1, 100)
		f.require(c.URL == "", path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	default:
		f.add(path+".style", "BASE_TYPE_CHOICES", "Value of field \"style\" must be one of (1, 2, 3, 4, 5).")
	}
}

func (c *component) checkSelect(f *form, path string) {
	f.length(path+".custom_id", c.CustomID, 1, 100)
	f.length(path+".placeholder", c.Placeholder, 0, 150)
	low, high := bound(c.MinValues, 1), bound(c.MaxValues, 1)
	f.require(low >= 0 && low <= 25, path+".min_values", "NUMBER_TYPE_MAX", "int value should be between 0 and 25.")
	f.require(high >= 1 && high <= 25 && low <= high, path+".max_values", "NUMBER_TYPE_MAX", "int value should be between 1 and 25, and not less than min_values.")
	if c.Type != typeSelect {
		return
	}
	f.count(path+".options", len(c.Options), 1, 25)
	seen, chosen := map[string]bool{}, 0
	for i, o := range c.Options {
		at := fmt.Sprintf("%s.options.%d", path, i)
		f.length(at+".label", o.Label, 1, 100)
		f.length(at+".value", o.Value, 1, 100)
		f.length(at+".description", o.Description, 0, 100)
		f.require(!seen[o.Value], at+".value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		seen[o.Value] = true
		if o.Default {
			chosen++
		}
	}
	f.require(chosen <= high, path+".options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More options are chosen than may be.")
}

func bound(n *int, otherwise int) int {
	if n == nil {
		return otherwise
	}
	return *n
}
