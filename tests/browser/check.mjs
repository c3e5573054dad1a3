// Opens what `relutor export` makes in headless Chromium: every step as SVG, compared cell by cell with the same screen as
// text, and every lesson as HTML, checked with axe-core. Needs Chromium (CHROMIUM names another one) and the release binary.
//
//     npm --prefix tests/browser install && npm --prefix tests/browser run check
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const RELUTOR = process.env.RELUTOR ?? join(ROOT, 'target/release/relutor');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const LESSONS = Array.from({ length: 14 }, (_, i) => String(i + 1));
const LOOKS = [
  { lang: 'en', theme: 'dark', glyphs: 'braille' },
  { lang: 'ko', theme: 'light', glyphs: 'braille' },
  { lang: 'ko', theme: 'dark', glyphs: 'ascii' },
  { lang: 'en', theme: 'projector', glyphs: 'blocks' },
];
// The sizes of cells and margins in the pictures, in pixels.
const CELL = { width: 10, height: 20, margin: 8 };
const faults = [];

const work = mkdtempSync(join(tmpdir(), 'relutor-browser-'));
const home = join(work, 'home');
const relutor = (...args) =>
  execFileSync(RELUTOR, args, {
    env: { ...process.env, HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home },
  });

const isWide = (char) => /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(char);

/** The cells of a screen of text: `column,row` to its character; blanks are left out. */
function cellsOf(text) {
  const cells = new Map();
  text.split('\n').forEach((line, row) => {
    let column = 0;
    for (const { segment } of new Intl.Segmenter().segment(line)) {
      if (segment !== ' ') cells.set(`${column},${row}`, segment);
      column += isWide(segment) ? 2 : 1;
    }
  });
  return cells;
}

/** The characters of the SVG that is open, and the dots of its braille, each in its cell. */
const readSvg = (page) =>
  page.evaluate(({ width, height }) => {
    const chars = [];
    for (const text of document.querySelectorAll('text')) {
      const xs = text.getAttribute('x').split(' ').map(Number);
      const row = (Number(text.getAttribute('y')) - 15) / height;
      const segments = [...new Intl.Segmenter().segment(text.textContent)].map((s) => s.segment);
      segments.forEach((char, i) => {
        // Where it is really drawn, whatever font was found.
        const at = segments.slice(0, i).join('').length;
        const box = at < text.getNumberOfChars() ? text.getExtentOfChar(at) : { x: xs[i], width: 0 };
        chars.push({ char, x: xs[i], row, left: box.x, right: box.x + box.width });
      });
    }
    const dots = [];
    for (const path of document.querySelectorAll('path')) {
      for (const [, x, y] of path.getAttribute('d').matchAll(/M([\d.]+) ([\d.]+)h0/g)) {
        dots.push([Math.floor(x / width), Math.floor(y / height), (x % width) / 5, (y % height) / 5]);
      }
    }
    return { chars, dots };
  }, CELL);

/** Whether something is seen in each cell of a picture: per row, a string of 0 and 1. */
const inkOf = (page, svg, columns, rows) =>
  page.evaluate(
    async ({ svg, columns, rows, CELL }) => {
      const image = new Image();
      image.src = `data:image/svg+xml;base64,${svg}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, image.width, image.height);
      const at = (x, y) => data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3);
      const far = (a, b) => Math.max(...[0, 1, 2].map((i) => Math.abs(a[i] - b[i]))) > 8;
      const ground = at(1, 1);
      return Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const [left, top] = [CELL.margin + column * CELL.width, CELL.margin + row * CELL.height];
          for (let y = top; y < top + CELL.height; y += 1) {
            for (let x = left; x < left + CELL.width; x += 1) if (far(at(x, y), ground)) return '1';
          }
          return '0';
        }).join(''),
      );
    },
    { svg, columns, rows, CELL },
  );

/** Compares the picture in `file` with the same screen as text. */
async function compare(page, blank, file, text) {
  const fault = (what) => faults.push(`${file}: ${what}`);
  const cells = cellsOf(text);
  await page.goto(pathToFileURL(file).href);
  const { chars, dots } = await readSvg(page);
  for (const { char, x, row, left, right } of chars) {
    const width = isWide(char) ? 2 * CELL.width : CELL.width;
    const column = (x - width / 2) / CELL.width;
    if (char.trim() === '') continue;
    if (cells.get(`${column},${row}`) !== char) fault(`${char} stands at ${column},${row}, where the screen has none`);
    // A font may lack a sign and another one's be wider; letters and syllables must keep to their cells.
    if (/[\p{L}\p{N}]/u.test(char) && (left < x - width / 2 - 2 || right > x + width / 2 + 2)) fault(`${char} leaves its cell`);
    cells.get(`${column},${row}`) === char && cells.set(`${column},${row}`, { seen: char });
  }
  const bits = new Map();
  const order = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
  for (const [column, row, right, down] of dots) {
    const key = `${column},${row}`;
    bits.set(key, (bits.get(key) ?? 0) | order[Math.floor(right)][Math.floor(down)]);
  }
  for (const [key, cell] of cells) {
    const char = cell.seen ?? cell;
    const code = char.codePointAt(0);
    if (code > 0x2800 && code <= 0x28ff && bits.get(key) !== code - 0x2800) fault(`the dots at ${key} are not those of ${char}`);
    if (!cell.seen && /[\p{L}\p{N}]/u.test(char)) fault(`${char} at ${key} is missing`);
  }
  const rows = text.replace(/\n$/, '').split('\n').length;
  const ink = await inkOf(blank, readFileSync(file).toString('base64'), 100, rows);
  for (const key of cells.keys()) {
    const [column, row] = key.split(',').map(Number);
    if (ink[row]?.[column] !== '1') fault(`nothing is seen of ${cells.get(key).seen ?? cells.get(key)} at ${key}`);
  }
  return cells.size;
}

const browser = await chromium.launch({ executablePath: CHROMIUM });
const context = await browser.newContext();
const [page, blank] = [await context.newPage(), await context.newPage()];
let [pictures, compared, pages] = [0, 0, 0];
for (const { lang, theme, glyphs } of LOOKS) {
  const look = ['--lang', lang, '--theme', theme, '--glyphs', glyphs];
  for (const lesson of LESSONS) {
    const [svgs, texts] = ['svg', 'text'].map((format) => {
      const folder = join(work, `${lang}-${theme}-${glyphs}-${lesson}-${format}`);
      mkdirSync(folder);
      relutor('export', lesson, '--all', '--format', format, '-o', folder, ...look);
      return folder;
    });
    for (const name of readdirSync(svgs)) {
      const text = readFileSync(join(texts, name.replace(/svg$/, 'txt')), 'utf8');
      compared += await compare(page, blank, join(svgs, name), text);
      pictures += 1;
    }
    const html = join(work, `${lang}-${theme}-${glyphs}-${lesson}.html`);
    relutor('export', lesson, '--format', 'html', '-o', html, ...look);
    await page.goto(pathToFileURL(html).href);
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`${html}: is ${wide} pixels wider than a window of ${width}`);
    }
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, help, nodes } of violations) faults.push(`${html}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
    pages += 1;
  }
}
await browser.close();
if (faults.length === 0) rmSync(work, { recursive: true });
console.log(faults.join('\n'));
console.log(`${pictures} pictures, ${compared} cells; ${pages} pages; ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
