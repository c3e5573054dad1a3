// Opens a room, and looks at its pages in headless Chromium: votes on a phone, the course from 60 columns up, in both
// languages, dark and light. Each page is checked with axe-core and at 200 % zoom. Needs Chromium (CHROMIUM names another
// one), the program (RELUTOR names another one), and `script` of util-linux, which gives it a terminal.
//
//     npm --prefix tests/browser install && npm --prefix tests/browser run room [FOLDER FOR PICTURES]
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const RELUTOR = process.env.RELUTOR ?? join(ROOT, 'target/release/relutor');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const PORT = process.env.PORT ?? '18080';
const URL = `http://127.0.0.1:${PORT}/`;
const pictures = process.argv[2];
if (pictures) mkdirSync(pictures, { recursive: true });
const faults = [];
const fault = (what) => faults.push(what);

const home = mkdtempSync(join(tmpdir(), 'relutor-room-'));
const host = spawn('script', ['-qfc', `stty cols 100 rows 30; '${RELUTOR}' host 3 --step guess --no-ssh --web ${PORT}`, '/dev/null'], {
  env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home },
});
host.stdout.resume();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Presses keys of the presenter. */
const press = async (...keys) => {
  for (const key of keys) {
    host.stdin.write(key);
    await pause(300);
  }
};

const LOOKS = [
  { locale: 'en-GB', colorScheme: 'dark' },
  { locale: 'ko-KR', colorScheme: 'light' },
  { locale: 'en-GB', colorScheme: 'light' },
  { locale: 'ko-KR', colorScheme: 'dark' },
];
const SIZES = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
  { width: 1280, height: 800 },
];

const browser = await chromium.launch({ executablePath: CHROMIUM });
const guests = [];
for (const look of LOOKS) {
  for (const viewport of SIZES) {
    const context = await browser.newContext({ ...look, viewport });
    const page = await context.newPage();
    const name = `${look.locale.slice(0, 2)}-${look.colorScheme}-${viewport.width}`;
    page.on('pageerror', (error) => fault(`${name}: ${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/favicon/.test(message.location().url)) fault(`${name}: ${message.text()}`);
    });
    for (let tries = 0; ; tries += 1) {
      try {
        await page.goto(URL);
        break;
      } catch (error) {
        if (tries > 50) throw error;
        await pause(200);
      }
    }
    await page.waitForSelector(viewport.width < 600 ? '#vote:not([hidden])' : '#course:not([hidden])');
    guests.push({ name, page, isPhone: viewport.width < 600 });
  }
}

/** Takes a picture of every page, and checks it. */
async function look(phase) {
  await pause(1500);
  for (const { name, page, isPhone } of guests) {
    if (pictures) await page.screenshot({ path: join(pictures, `${phase}-${name}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) fault(`${phase} ${name}: ${wide} pixels wider than the window`);
    await page.evaluate(axe.source);
    // The colours of the cells are those of the terminal's themes.
    const { violations } = await page.evaluate(() => globalThis.axe.run({ exclude: ['#grid > *'] }));
    for (const { id, help, nodes } of violations) fault(`${phase} ${name}: ${id}: ${help}: ${nodes.length} × ${nodes[0].html.slice(0, 200)}`);
    if (isPhone) continue;
    // Every row has the width of its cells, whatever fonts drew them.
    const rows = await page.evaluate(() => [...document.querySelectorAll('#grid > div')].map((row) => row.lastChild?.getBoundingClientRect().right ?? 0));
    if (rows.length === 0 || Math.max(...rows) - Math.min(...rows) > 2) fault(`${phase} ${name}: rows end at ${Math.min(...rows)} to ${Math.max(...rows)}`);
  }
}

await press('\x1b');
await look('1-open');
for (const [at, { page, isPhone }] of guests.entries()) {
  if (isPhone) await page.click(`#answers button:nth-child(${(at % 4) + 1})`);
  else await page.keyboard.press(`${(at % 4) + 1}`);
}
await pause(1500);
const votes = await guests[0].page.textContent('#status');
if (!/closed/.test(votes)) fault(`all have voted, and the vote is not closed: ${votes}`);
await look('2-closed');
await press(';', 'v');
for (const { page, isPhone } of guests) {
  if (isPhone) {
    await page.waitForSelector('#answers button[aria-disabled=false]');
    // As somebody does who has no pointer.
    await page.focus('#answers button:nth-child(2)');
    await page.keyboard.press('Enter');
  } else await page.keyboard.press('2');
}
// Within a second after a round that ended by itself, keys only acknowledge it.
await pause(1500);
await press('n');
const result = await guests[0].page.textContent('#answers button:nth-child(2) i');
if (!/3 votes, then 12/.test(result)) fault(`the result of two rounds: ${result}`);
await look('3-revealed');
await press('n', 'n');
await look('4-step');

// Whoever types a name keeps typing while others vote.
const named = guests.find((guest) => guest.name === 'ko-dark-390').page;
await named.click('#rename');
await named.fill('#name input', '민아');
await guests[0].page.click('#hand');
await press('p');
await pause(500);
if (pictures) await named.screenshot({ path: join(pictures, '5-name.png') });
await named.press('#name input', 'Enter');
await named.waitForFunction(() => /민아/.test(document.querySelector('#rename').textContent));

// A lost connection comes back by itself, to the same seat.
const [{ page: lost }] = guests;
const seat = await lost.textContent('#seat');
await lost.evaluate(() => socket.close());
await lost.waitForSelector('body.lost');
if (pictures) await lost.screenshot({ path: join(pictures, '5-lost.png') });
await lost.waitForSelector('body:not(.lost)');
if ((await lost.textContent('#seat')) !== seat) fault('a lost connection comes back to another seat');

// A text page at 200 % zoom has half the pixels.
const zoomed = guests.find((guest) => guest.name === 'en-dark-390').page;
await zoomed.setViewportSize({ width: 195, height: 422 });
const wide = await zoomed.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
if (wide > 0) fault(`at 200 % zoom the page is ${wide} pixels wider than the window`);
if (pictures) await zoomed.screenshot({ path: join(pictures, '5-zoomed.png') });

// The course as a page of text.
const laptop = guests.find((guest) => guest.name === 'en-dark-1280').page;
await laptop.focus('#course > a');
await laptop.keyboard.press('Enter');
await laptop.waitForSelector('#vote:not([hidden]) #title:not(:empty)');
if (pictures) await laptop.screenshot({ path: join(pictures, '6-text.png') });
await laptop.click('#other');
await laptop.waitForSelector('#course:not([hidden])');

// The room ends.
await press('q', 'q', 'y');
await pause(1000);
if (pictures) await zoomed.screenshot({ path: join(pictures, '7-end.png') });
host.kill();
await browser.close();
console.log(faults.join('\n'));
console.log(`${guests.length} pages in 4 phases; ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
