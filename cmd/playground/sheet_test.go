package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestForms calls a meeting with the form of each chat: what is wrong is said there, and nothing that was filled in is lost.
func TestForms(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(slackPane+".messages", "release notes")

	b.click("#say")
	b.key("/meet schedule" + kb.Enter)
	b.wait(`document.querySelector('#sheet').open`)
	b.reads("#sheet", "What is it about?")
	b.audit("Slack's form")
	b.click("#sheet-When-")
	b.key("forever 3pm")
	b.click("#sheet-What-is-it-about-")
	b.key("Design review" + kb.Enter)
	b.wait(`document.querySelector('#sheet-When--wrong').innerText !== ''`)
	b.audit("what is wrong with it")
	b.wait(`document.querySelector('#sheet-What-is-it-about-').value === 'Design review'`)
	b.click("#sheet-When-")
	b.wait(`(() => { const e = document.querySelector('#sheet-When-'); e.value = 'tomorrow 3pm'; return true; })()`)
	b.click("#sheet button.first")
	b.reads("#sheet-title", "Done")
	b.reads("#sheet", "Booked: Design review")
	b.key(kb.Escape)
	b.wait(`!document.querySelector('#sheet').open`)
	b.reads(slackPane+".message:not(.private)", "Design review")

	b.choose("#subcommand", "schedule")
	b.click("#run")
	b.wait(`document.querySelector('#sheet').open`)
	b.click("#sheet-when")
	b.key("in 5 minutes" + kb.Enter)
	b.wait(`!document.querySelector('#sheet').open`)
	b.reads(discordPane+".private", "Booked")
	b.reads(discordPane+".message:not(.private)", "alice's meeting")
}
