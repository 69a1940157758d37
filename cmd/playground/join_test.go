package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestShare has people connect their two accounts, each in a browser of their own, and announce in Discord what they
// called in Slack.
func TestShare(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(discordPane+".messages", "Welcome to #general")
	for i, name := range []string{"alice", "bob"} {
		b.click("[data-person=" + name + "]")
		b.do(chromedp.Focus(chromedp.CSS("#say")))
		b.key("/meet in 20 minutes " + name + "’s review" + kb.Enter)
		b.reads("#command-chips", "Share “"+name+"’s review” here")
		b.connect(i + 1)
		b.click("#command-chips .chip")
		b.wait(`document.querySelector('#option-meeting')?.value.includes('/m/')`)
		b.click("#run")
		b.reads(discordPane+".message:not(.private) .said", name+"’s review")
		b.reads("#step-share.done", "Share")
	}
}

// connect signs the nth person in with Slack on their own page, and connects their account at Discord.
func (b *tab) connect(n int) {
	b.t.Helper()
	page := b.follow("#home")
	page.press(`a[href^="/login/slack"]`)
	page.reads("p", "emulated Slack")
	page.press(fmt.Sprintf("li:nth-child(%d) a", n))
	page.reads("h2", "Your accounts")
	page.wait(`document.readyState === 'complete' && !document.querySelector('[aria-busy=true]')`)
	page.press(`a[href^="/login/discord"]`)
	page.reads("p", "emulated Discord")
	page.press(fmt.Sprintf("li:nth-child(%d) a", n))
	page.press(`button[name=answer][value=yes]`)
	page.wait(`document.querySelector('[data-page=home]') && !document.querySelector('a[href^="/login/discord"]')`)
}

// press clicks an element once it is there, wherever on the page that may still move to.
func (b *tab) press(selector string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.readyState === 'complete' && document.querySelector(%q)`, selector))
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`setTimeout(() => document.querySelector(%q).click(), 0); undefined`, selector)))
}
