package probe

import "encoding/xml"

// An element is one of XML, whatever it is.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

// attr returns an attribute by its name; empty: there is none.
func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// child returns the first child of that name; a zero element where there is none.
func (e element) child(name string) element {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			return c
		}
	}
	return element{}
}

// has tells whether there is a child of that name.
func (e element) has(name string) bool { return e.child(name).XMLName.Local != "" }

// refusal reads what an error or failure says: a condition of XMPP's own, and the server's words.
func (e element) refusal(at Stage) *Refusal {
	r := &Refusal{Stage: at, Text: e.child("text").Text}
	for _, c := range e.Children {
		if c.XMLName.Local != "text" {
			r.Condition = c.XMLName.Local
			break
		}
	}
	return r
}
