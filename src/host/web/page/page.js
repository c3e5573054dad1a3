'use strict';
// The page of a room: below 60 columns a vote page, from there on the course in cells. Text from the room enters as
// textContent only; figures are HTML of the course.
const byId = (id) => document.getElementById(id);
const body = document.body;
const dark = matchMedia('(prefers-color-scheme: dark)');
const saved = (name, value) => {
  try {
    if (value !== undefined) sessionStorage.setItem(name, value);
    return sessionStorage.getItem(name) || '';
  } catch { return value || ''; }
};
const link = /^#([0-9A-Za-z]{4})$/.exec(location.hash);
let code = link ? link[1] : saved('code');
let pin = saved('pin');
let socket, page, delay, retry;

// Cells.
const grid = byId('grid'), typing = byId('typing'), sheet = document.styleSheets[0];
const ROW = 19, PAD = 4;
let cellWidth = 10, joins = false, size = [0, 0], cells = [], styles = 0, firstRule = sheet.cssRules.length, takesMouse = true, types = false;

function measure() {
  const probe = document.createElement('span');
  probe.className = 'probe';
  body.append(probe);
  const widthOf = (char) => {
    probe.textContent = char.repeat(100);
    return probe.getBoundingClientRect().width / 100;
  };
  cellWidth = widthOf('x') || 10;
  joins = Math.abs(widthOf('─') - cellWidth) < 0.01;
  probe.remove();
  return [Math.floor((innerWidth - 2 * PAD) / cellWidth), Math.floor((innerHeight - 2 * PAD) / ROW)];
}

function addStyle([fore, back, bits]) {
  const at = styles++;
  let rule = '';
  if (bits & 64) rule += `background:${fore || 'var(--fore)'};color:${back || 'var(--back)'};`;
  else rule += (fore && `color:${fore};`) + (back && `background:${back};`);
  if (bits & 1) rule += 'font-weight:bold;';
  if (bits & 2) rule += 'opacity:.7;';
  if (bits & 4) rule += 'font-style:italic;';
  if (bits & 264) rule += `text-decoration:${bits & 8 ? 'underline ' : ''}${bits & 256 ? 'line-through' : ''};`;
  sheet.insertRule(`#grid .s${at}{${rule}}`, sheet.cssRules.length);
}

function drawRow(y) {
  const row = grid.children[y], parts = [];
  let run = null, style = -1;
  for (let x = 0; x < size[0]; x += 1) {
    const [char, s, width] = cells[y][x];
    if (s !== style || !run) {
      run = document.createElement('span');
      run.className = `s${s}`;
      parts.push(run);
      style = s;
    }
    // Fonts disagree about the width of other characters than these, and of lines.
    if (width === 1 && (char < '\u0250' || (joins && char >= '─' && char < '▀'))) {
      if (run.lastChild && run.lastChild.nodeType === 3) run.lastChild.data += char;
      else run.append(char);
    } else {
      const cell = document.createElement('i');
      if (width === 2) { cell.className = 'w'; x += 1; }
      cell.textContent = char;
      run.append(cell);
    }
  }
  row.replaceChildren(...parts);
}

function drawFrame(frame) {
  if (frame.size) {
    size = frame.size;
    while (sheet.cssRules.length > firstRule) sheet.deleteRule(firstRule);
    styles = 0;
    cells = Array.from({ length: size[1] }, () => Array.from({ length: size[0] }, () => [' ', 0, 1]));
    grid.replaceChildren(...cells.map(() => document.createElement('div')));
  }
  (frame.styles || []).forEach(addStyle);
  for (const [y, ...runs] of frame.rows || []) {
    for (const [start, style, text, width = 1] of runs) {
      let x = start;
      for (const char of width ? text : [text]) {
        cells[y][x] = [char, style, width || 1];
        x += width || 1;
      }
    }
    drawRow(y);
  }
  if ('cursor' in frame) {
    types = Boolean(frame.cursor);
    const [x, y] = frame.cursor || [0, 0];
    typing.style.left = `${PAD + x * cellWidth}px`;
    typing.style.top = `${PAD + y * ROW}px`;
    (types ? typing : grid).focus({ preventScroll: true });
  }
}

const NAMES = /^(Enter|Escape|Tab|Backspace|Delete|Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/;

function onKey(event) {
  if (page !== 'course' || event.isComposing || event.metaKey || event.target.closest('form, header, #bye, a')) return;
  let { key } = event;
  // An input method that composes gives no character.
  const position = /^(?:Key|Digit)(.)$/.exec(event.code);
  if (key === 'Process' || key === 'Unidentified') {
    if (types) return;
    key = position ? position[1].toLowerCase() : key;
  }
  if (event.ctrlKey && event.key.toLowerCase() === 'v') return;
  if ([...key].length !== 1 && !NAMES.test(key)) return;
  event.preventDefault();
  send({ key, ctrl: event.ctrlKey, alt: event.altKey, shift: event.shiftKey });
}

function onMouse(event) {
  if (!takesMouse || event.shiftKey || event.button > 0) return;
  const action = { pointerdown: 'press', pointermove: 'drag', pointerup: 'release', pointercancel: 'release' }[event.type];
  if (action === 'press') {
    grid.setPointerCapture(event.pointerId);
    event.preventDefault();
    (types ? typing : grid).focus({ preventScroll: true });
  } else if (!grid.hasPointerCapture(event.pointerId)) return;
  sendMouse(action, event);
}

let lastMouse = '';
function sendMouse(mouse, event) {
  const box = grid.getBoundingClientRect();
  const at = (pixels, side, cell) => Math.max(0, Math.min(side - 1, Math.floor(pixels / cell)));
  const message = { mouse, x: at(event.clientX - box.left, size[0], cellWidth), y: at(event.clientY - box.top, size[1], ROW) };
  const text = JSON.stringify(message);
  if (mouse === 'drag' && text === lastMouse) return;
  lastMouse = text;
  send(message);
}

function copy(text) {
  const area = document.createElement('textarea');
  area.value = text;
  body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
  (types ? typing : grid).focus({ preventScroll: true });
}

// Votes.
function setText(id, text) {
  if (byId(id).textContent !== (text || '')) byId(id).textContent = text || '';
}

let ownName = null;
function drawVote(state) {
  setText('place', state.place);
  setText('title', state.title);
  setText('notice', state.notice);
  const parts = [];
  for (const [tag, text] of state.text) {
    const part = document.createElement(tag);
    part.textContent = text;
    const list = parts[parts.length - 1];
    if (tag === 'li' && list && list.tagName === 'UL') list.append(part);
    else if (tag === 'li') { parts.push(document.createElement('ul')); parts[parts.length - 1].append(part); }
    else parts.push(part);
  }
  const key = JSON.stringify(state.text);
  if (byId('text').dataset.shown !== key) {
    byId('text').dataset.shown = key;
    byId('text').replaceChildren(...parts);
    scrollTo(0, 0);
  }
  drawAnswers(state.vote);
  const vote = state.vote || {};
  setText('status', vote.status);
  const isNew = vote.feedback && byId('feedback').textContent === '';
  setText('feedback', vote.feedback);
  if (isNew) byId('feedback').scrollIntoView({ block: 'nearest' });
  setText('count', vote.count);
  byId('bar').hidden = !vote.count;
  byId('bar').max = vote.voters || 1;
  byId('bar').value = vote.voted || 0;
  setText('hand', state.handLabel);
  byId('hand').setAttribute('aria-pressed', state.hand);
  setText('rename', state.nameLabel);
  if (state.name !== ownName) {
    ownName = state.name;
    byId('name').elements.name.value = ownName || '';
    showName(false);
  }
  setText('link', `● ${state.follow}`);
}

function drawAnswers(vote) {
  const box = byId('answers'), answers = vote ? vote.answers : [];
  // The same buttons stay, so that the focus does.
  while (box.children.length > answers.length) box.lastChild.remove();
  while (box.children.length < answers.length) {
    const button = document.createElement('button'), at = box.children.length;
    button.type = 'button';
    button.append(...['b', 'span', 'i'].map((tag) => document.createElement(tag)));
    button.firstChild.textContent = at + 1;
    button.addEventListener('click', () => button.getAttribute('aria-disabled') === 'true' || send({ vote: at }));
    box.append(button);
  }
  answers.forEach((answer, at) => {
    const button = box.children[at];
    button.children[1].textContent = answer.text;
    button.children[2].textContent = answer.mark;
    button.className = (answer.own ? 'own ' : '') + (answer.right ? 'right' : '');
    button.setAttribute('aria-pressed', answer.own);
    button.setAttribute('aria-disabled', !vote.open);
    button.style.setProperty('--share', `${answer.percent || 0}%`);
  });
}

function showName(shows) {
  byId('name').hidden = !shows;
  byId('rename').setAttribute('aria-expanded', shows);
  byId('name').querySelector('[role=alert]').textContent = '';
  if (shows) byId('name').elements.name.focus();
}

// The connection.
function send(message) {
  if (socket && socket.readyState === 1) socket.send(JSON.stringify(message));
}

function show(id, shows) {
  byId(id).hidden = !shows;
}

/** Links choose a page; otherwise the width does. */
function pageFor(columns) {
  if (location.hash === '#text') return 'vote';
  return location.hash === '#course' || columns >= 60 ? 'course' : 'vote';
}

function connect() {
  clearTimeout(retry);
  ['bye', 'pin'].forEach((id) => show(id, false));
  const columns = measure();
  const was = page;
  page = pageFor(columns[0]);
  if (was !== page) byId('vote').hidden = byId('tools').hidden = byId('course').hidden = true;
  show('other', page === 'vote' && columns[0] >= 60);
  if (page !== 'course') body.classList.remove('wide');
  const mine = new WebSocket(`ws://${location.host}/${page}`);
  if (socket) socket.onclose = socket.onmessage = null, socket.close();
  socket = mine;
  mine.onopen = () => send({ code, pin, size: columns, dark: dark.matches, lang: document.documentElement.lang });
  mine.onmessage = (event) => receive(JSON.parse(event.data));
  mine.onclose = () => {
    if (!byId('bye').hidden || !byId('pin').hidden) return;
    body.classList.add('lost');
    setText('link', body.dataset.lost);
    delay = Math.min((delay || 500) * 1.6, 15000);
    retry = setTimeout(connect, delay * (0.8 + Math.random() * 0.4));
  };
}

function receive(message) {
  if (message.seat) {
    delay = 0;
    code = saved('code', message.seat);
    body.classList.remove('lost');
    setText('seat', message.label);
    if (page === 'course') body.classList.add('wide');
    show('course', page === 'course');
    show('vote', page === 'vote');
    show('tools', page === 'vote');
    if (page === 'course') grid.focus({ preventScroll: true });
  } else if (message.pin || message.bye !== undefined) {
    const id = message.pin ? 'pin' : 'bye';
    ['vote', 'tools', 'course'].forEach((other) => show(other, false));
    body.classList.remove('wide');
    setText('link', '');
    byId(id).querySelector('p').textContent = message.pin || message.bye;
    show(id, true);
    byId(id).querySelector('input, button').focus();
  } else if (message.fault) byId('name').querySelector('[role=alert]').textContent = message.fault;
  else if ('figures' in message) byId('figures').innerHTML = message.figures;
  else if (page === 'vote') drawVote(message);
  else if (message.ask) send({ ready: true, dark: dark.matches });
  else if (message.copy) copy(message.copy);
  else if ('mouse' in message) takesMouse = message.mouse;
  else drawFrame(message);
}

byId('pin').addEventListener('submit', (event) => {
  event.preventDefault();
  pin = saved('pin', event.target.elements.pin.value.trim());
  connect();
});
byId('name').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = event.target.elements.name.value;
  send({ name });
  if (name.trim() === (ownName || '')) showName(false);
});
byId('bye').querySelector('button').addEventListener('click', connect);
byId('hand').addEventListener('click', () => send({ hand: byId('hand').getAttribute('aria-pressed') !== 'true' }));
byId('rename').addEventListener('click', () => showName(byId('name').hidden));
document.addEventListener('keydown', onKey);
document.addEventListener('paste', (event) => {
  if (page !== 'course' || event.target.closest('form')) return;
  event.preventDefault();
  send({ text: event.clipboardData.getData('text').slice(0, 2000) });
});
typing.addEventListener('input', (event) => {
  if (event.isComposing) return;
  if (typing.value) send({ text: typing.value });
  typing.value = '';
});
typing.addEventListener('compositionend', () => {
  if (typing.value) send({ text: typing.value });
  typing.value = '';
});
for (const type of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) grid.addEventListener(type, onMouse);
let wheel = 0;
grid.addEventListener('wheel', (event) => {
  if (!takesMouse || event.ctrlKey) return;
  event.preventDefault();
  wheel += event.deltaMode === 0 ? event.deltaY / (2 * ROW) : event.deltaY;
  for (; Math.abs(wheel) >= 1; wheel -= Math.sign(wheel)) sendMouse(wheel > 0 ? 'wheel-down' : 'wheel-up', event);
}, { passive: false });
dark.addEventListener('change', () => send({ dark: dark.matches }));
let resizing;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    const columns = measure();
    if (pageFor(columns[0]) !== page) connect();
    else if (page === 'course') send({ size: columns });
  }, 150);
});
addEventListener('hashchange', connect);
if (link) history.replaceState(null, '', '/');
connect();
