// The sentences that scripts say: the server writes them into the page, in its language.

const texts = JSON.parse(document.querySelector('#words').textContent);

export const lang = document.documentElement.lang;
const plurals = new Intl.PluralRules(lang);

// words returns a sentence with its arguments in place; N chooses between singular and plural.
export function words(key, args = {}) {
  const text = texts[key];
  const form = typeof text === 'object' ? text[plurals.select(args.N)] ?? text.other : text ?? key;
  return form.replace(/\{\{\.(\w+)\}\}/g, (place, name) => args[name] ?? place);
}
