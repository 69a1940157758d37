package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// choose picks an entry of a select.
func (b *tab) choose(selector, value string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		e.value = %q;
		e.dispatchEvent(new Event('change', { bubbles: true }));
		return e.value === %q;
	})()`, selector, value, value))
}

// fill types into an option of Discord's command.
func (b *tab) fill(option, text string) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.CSS("#option-" + option)))
	b.key(text)
}

// TestDiscord calls a meeting with typed options, taking a suggestion with the keyboard, and lives through its start.
func TestDiscord(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(discordPane+".messages", "Welcome to #general")
	b.choose("#subcommand", "help")
	b.wait(`!document.querySelector('.option')`)
	b.choose("#subcommand", "new")
	b.fill("when", "in 2 minutes")
	b.reads("#suggestions [role=option]", "UTC, in ")
	b.wait(`document.querySelector('#option-when[role=combobox][aria-expanded=true][aria-controls=suggestions]')`)
	b.key(kb.ArrowDown)
	b.wait(`document.querySelector('#suggestions [aria-selected=true]')?.id === document.activeElement.getAttribute('aria-activedescendant')`)
	b.key(kb.Tab)
	b.wait(`document.activeElement.id === 'option-title'`)
	b.wait(`document.querySelector('#option-when[aria-expanded=false]').value.includes('UTC')`)
	b.key("standup")
	b.fill("duration", "5m"+kb.Enter)
	b.reads(discordPane+".private", "Only you can see this")
	b.reads(discordPane+".message:not(.private) .said", "Starts in 2 minutes")
	b.wait(`document.querySelector('#option-when').value === ''`)

	b.next("standup: reminder")
	b.reads(discordPane+".said", "in 1 minute")
	b.next("standup starts")
	b.reads(discordPane+".follows .about", "Replying to\nstandup")
	b.reads(discordPane+".follows .said", "standup has started")
	b.reads(discordPane+".message:not(.private) .said", "On now")
	b.reads(discordPane+".edited", "(edited)")
	b.wait(`document.querySelector('` + discordPane + `.follows a.button[href*="/m/"]').innerText.includes('Join')`)

	b.click("[data-person=bob]")
	b.wait(`!document.querySelector('` + discordPane + `.private')`)
	b.click("[data-person=alice]")
	b.click(discordPane + ".private [data-key=dismiss]")
	b.wait(`!document.querySelector('` + discordPane + `.private')`)
}

// TestWhatOptionsAreAboutIsReadInFull at a usual width, of each command.
func TestWhatOptionsAreAboutIsReadInFull(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(discordPane+".messages", "Welcome to #general")
	for _, command := range []string{"new", "move", "timezone"} {
		b.choose("#subcommand", command)
		b.wait(`document.querySelectorAll('.option small').length > 0`)
		b.wait(`[...document.querySelectorAll('.option small')].every((s) => s.innerText.length > 5 && s.scrollWidth <= s.clientWidth && s.scrollHeight <= s.clientHeight + 1)`)
		b.wait(`[...document.querySelectorAll('.option input, .option select')].every((i) => i.placeholder === undefined || i.placeholder === '')`)
	}
}

// TestZoneByKeyboard picks a zone from the menu of a long list by keyboard alone. Nothing happens before it is picked.
func TestZoneByKeyboard(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(discordPane+".messages", "Welcome to #general")
	b.choose("#subcommand", "new")
	b.fill("when", "tomorrow 3pm")
	b.fill("title", "standup"+kb.Enter)
	b.reads(discordPane+".private", "Which time zone are you in?")
	b.do(chromedp.Focus(chromedp.CSS(discordPane + ".private [data-key=more]")))
	b.key(kb.Enter)
	b.wait(`document.querySelector('.menu').contains(document.activeElement)`)
	b.key(kb.ArrowDown + kb.ArrowDown)
	b.wait(`document.activeElement.innerText.startsWith('America/Sao_Paulo, now ')`)
	b.reads(discordPane+".private", "Which time zone are you in?")
	b.key(kb.Enter)
	b.reads(discordPane+".private", "Booked: standup")
	b.reads(discordPane+".private", "America/Sao_Paulo time")
}

// TestShownAsTyped: what people type formats nothing, leads nowhere and names nobody, in either pane.
func TestShownAsTyped(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	title := "<b>x</b> **x** _y_ @everyone <@" + discordBob + "> [a](http://b.example)"
	b.reads(discordPane+".messages", "Welcome to #general")
	b.choose("#subcommand", "now")
	b.fill("title", title+kb.Enter)
	b.reads(discordPane+".message:not(.private) .said", title)
	b.reads(discordPane+".private", title)
	b.do(chromedp.Focus(chromedp.CSS("#say")))
	b.key("/meet now " + title + kb.Enter)
	b.reads(slackPane+".has-card h3", title)
	b.wait(`!document.querySelector('.body b, .body em, .body .mention, .body a[href*="b.example"]')`)
}

// TestAccessible: the page stands up to axe's rules for WCAG 2.2 AA and fits, light and dark, wide and narrow.
func TestAccessible(t *testing.T) {
	w := start(t, settings{})
	b := browse(t, w.base+"/playground", 1280, 800)
	b.reads(discordPane+".messages", "Welcome to #general")
	b.click("#chips .chip")
	b.click("#send")
	b.reads(slackPane+".has-card:not(.private)", "Starts in under")
	b.reads("#command-chips", "Share “standup” here")
	b.click("#command-chips .chip:nth-child(2)")
	b.click("#run")
	b.reads(discordPane+".message:not(.private) .said", "Starts in 2 minutes")
	b.next("standup: reminder")
	b.next("standup starts")
	b.reads(discordPane+".follows", "standup has started")
	b.reads(slackPane+".follows", "standup has started")
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 900, 390} {
			b.dress(scheme, width, 844)
			for _, chat := range []string{"slack", "discord"} {
				if width == 390 {
					b.click("[data-turn=" + chat + "]")
				}
				if width > 390 || chat == "discord" {
					b.fill("when", "fri")
				}
				b.audit(fmt.Sprint(scheme, " ", width, " ", chat))
				b.wait(fmt.Sprintf(`document.documentElement.scrollWidth <= %d`, width))
			}
		}
	}
	if strings.Contains(b.text(), "undefined") {
		t.Error(b.text())
	}
}
