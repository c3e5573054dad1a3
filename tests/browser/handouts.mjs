// Prints the handouts of the whole course, for students and for teachers, in headless Chromium: checks every page with
// axe-core, tells the number of printed pages, and looks for what must not be there. Needs Chromium (CHROMIUM names another
// one) and the release binary (RELUTOR names another one). The PDF files stay in the folder that is printed last.
//
//     npm --prefix tests/browser install && npm --prefix tests/browser run handouts
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const RELUTOR = process.env.RELUTOR ?? join(ROOT, 'target/release/relutor');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const EMPTY = ['nothing to draw', 'Nothing yet', '그릴 것 없음', '아직 없어요'];
const faults = [];

const work = mkdtempSync(join(tmpdir(), 'relutor-handouts-'));
const browser = await chromium.launch({ executablePath: CHROMIUM });
const page = await browser.newPage();
for (const lang of ['en', 'ko']) {
  for (const [edition, options] of [['student', []], ['teacher', ['--answers']]]) {
    const folder = join(work, `${lang}-${edition}`);
    const args = ['export', '--all', '--format', 'html', '--lang', lang, '-o', folder, ...options];
    execFileSync(RELUTOR, args, { env: { ...process.env, XDG_STATE_HOME: work, XDG_CONFIG_HOME: work } });
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
      const fault = (what) => {
        faults.push(`${lang} ${edition} ${name}: ${what}`);
        console.log(faults.at(-1));
      };
      await page.goto(pathToFileURL(join(folder, name)).href);
      const text = await page.evaluate(() => document.body.textContent);
      for (const words of EMPTY) if (text.includes(words)) fault(`says “${words}”`);
      const isTold = (await page.$$('.right, .said, .notes, .state')).length > 0;
      if (edition === 'student' && isTold) fault('tells an answer');
      await page.evaluate(axe.source);
      for (const media of ['screen', 'print']) {
        await page.emulateMedia({ media });
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        for (const { id, help, nodes } of violations) fault(`${media}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)}`);
      }
      for (const format of ['A4', 'Letter']) {
        const pdf = await page.pdf({ format, preferCSSPageSize: true, printBackground: false });
        const count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        writeFileSync(join(folder, name.replace(/html$/, `${format}.pdf`)), pdf);
        console.log(`${lang} ${edition} ${name} ${format}: ${count} printed pages`);
      }
    }
  }
}
await browser.close();
console.log(`${work}; ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
