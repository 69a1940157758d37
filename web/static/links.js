// Addresses in what people wrote become links: elements with data-links. Text stays text.

const address = /https?:\/\/[^\s<>"|]*[^\s<>"|.,;:!?)\]]/g;

export function linkAddresses(root) {
  for (const element of root.querySelectorAll('[data-links]')) {
    const text = element.textContent;
    const parts = [];
    let from = 0;
    for (const { 0: url, index } of text.matchAll(address)) {
      const a = document.createElement('a');
      Object.assign(a, { href: url, textContent: url, target: '_blank' });
      a.relList.add('noopener', 'noreferrer', 'nofollow');
      parts.push(text.slice(from, index), a);
      from = index + url.length;
    }
    element.replaceChildren(...parts, text.slice(from));
  }
}
