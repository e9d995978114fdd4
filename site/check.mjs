// Looks through a folder of HTML: every link and anchor leads to something in it, and no page loads anything from elsewhere.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(process.argv[2]);
const pages = readdirSync(root, { recursive: true }).filter(file => file.endsWith('.html')).map(file => join(root, file));
const anchors = new Map(pages.map(page => [page, new Set([...text(page).matchAll(/\s(?:id|name)="([^"]*)"/g)].map(match => match[1]))]));
const isAbsolute = target => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target);
const defects = [];

for (const page of pages) {
  for (const [, tag, attributes] of text(page).matchAll(/<(a|area|iframe|img|link|script|source)\s([^>]*)>/g)) {
    const target = /\s?(?:href|src)="([^"]*)"/.exec(attributes)?.[1].replaceAll('&amp;', '&');
    if (!target || /^(data|mailto|javascript):/.test(target)) {
      continue;
    }

    if (isAbsolute(target)) {
      if (tag !== 'a') {
        defects.push(`${relative(root, page)} loads ${target}`);
      }
    } else if (!leadsSomewhere(page, target)) {
      defects.push(`${relative(root, page)} leads to ${target}, which is not there`);
    }
  }
}

console.log([...defects, `${pages.length} pages, ${defects.length} defects`].join('\n'));
process.exitCode = pages.length > 0 && defects.length === 0 ? 0 : 1;

function leadsSomewhere(page, target) {
  const [path, anchor] = target.split('#', 2).map(decodeURIComponent);
  let file = path.split('?')[0] === '' ? page : resolve(dirname(page), path.split('?')[0]);
  if (existsSync(file) && statSync(file).isDirectory()) {
    file = join(file, 'index.html');
  }

  return existsSync(file) && (!anchor || !anchors.has(file) || anchors.get(file).has(anchor));
}

function text(page) {
  return readFileSync(page, 'utf8');
}
