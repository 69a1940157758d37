// One typed option of a command: a field to fill in, or a choice.

import { complete } from '../act.js';
import { el } from '../el.js';
import { Suggestions } from './suggestions.js';

const yesOrNo = 5;

// A Field is an option as it is filled in. The line is the command around it.
export class Field {
  #chosen = null; // the suggestion that was taken: it reads otherwise than what is sent

  constructor(option, line) {
    this.name = option.name;
    const id = `option-${option.name}`;
    const choices = option.type === yesOrNo ? [{ name: 'True' }, { name: 'False' }] : option.choices;
    this.input = choices ? select(id, choices) : text(id, option);
    this.element = el('div', { class: 'option' }, el('label', { for: id }, option.name, option.required ? null : el('span', { class: 'quiet' }, ' optional')),
      el('small', { id: `${id}-about` }, option.description), this.input);
    this.input.setAttribute('aria-describedby', `${id}-about`);
    if (option.autocomplete) {
      new Suggestions(this.input, () => complete('discord', line.command(), [...line.values().filter((v) => v.option !== this.name), { option: this.name, text: this.value() }], this.name),
        (choice) => this.#take(choice));
    }
  }

  #take(choice) {
    this.#chosen = choice;
    this.input.value = choice.name;
  }

  fill(words) {
    this.#chosen = null;
    this.input.value = words;
  }

  // value is what is sent.
  value() {
    const { value } = this.input;
    return this.#chosen?.name === value ? String(this.#chosen.value) : value.trim();
  }
}

const select = (id, choices) => el('select', { id }, el('option', { value: '' }, '–'), ...choices.map((c) => el('option', { value: c.name }, c.name)));

const text = (id, { required, max_length: most }) => el('input', {
  id, type: 'text', required, maxlength: most, autocapitalize: 'off', spellcheck: 'false', autocomplete: 'off',
});
