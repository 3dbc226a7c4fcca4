// The page's own script: live updates, clocks, questions, notices, the chart, the form.
// Every text it shows comes from the page, in the page's language.

const lang = document.documentElement.lang;
// in the way of the reader's country, where it speaks the language of the page
const region = navigator.languages.find(l => l.startsWith(lang)) ?? lang;
const changed = () => document.body.dispatchEvent(new CustomEvent('changed'));

// --- clocks: times of the database, shown in the time zone of the reader -----------------------------
let skew = 0; // what has to be added to this computer's clock to get that of the database

const hour = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit' });
const dateTime = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'medium' });

const [SECOND, MINUTE, HOUR, DAY] = document.body.dataset.units.split(' ');

function duration(millis) {
  const s = Math.max(0, Math.floor(millis / 1000));
  const two = (large, unit, small, smallUnit) => (small ? `${large} ${unit} ${small} ${smallUnit}` : `${large} ${unit}`);
  if (s < 60) return `${s} ${SECOND}`;
  if (s < 3600) return two(Math.floor(s / 60), MINUTE, s % 60, SECOND);
  if (s < 86400) return two(Math.floor(s / 3600), HOUR, Math.floor((s % 3600) / 60), MINUTE);
  return two(Math.floor(s / 86400), DAY, Math.floor((s % 86400) / 3600), HOUR);
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function tick() {
  const now = Date.now() + skew;
  for (const time of document.querySelectorAll('time[data-until]')) {
    const left = Date.parse(time.dateTime) - now;
    // what is due and not sent yet stands in line
    write(time, left <= 0 && time.dataset.until === 'queue' ? document.body.dataset.queued : duration(left));
  }
  for (const time of document.querySelectorAll('time[data-since]')) write(time, duration(now - Date.parse(time.dateTime)));
}

function clocks(root = document) {
  for (const time of root.querySelectorAll('time[data-local]')) write(time, dateTime.format(new Date(time.dateTime)));
  for (const time of root.querySelectorAll('time[data-clock]')) {
    const at = new Date(time.dateTime);
    write(time, (at - Date.now() < 72e6 ? hour : dateTime).format(at));
  }
  for (const time of root.querySelectorAll('time[data-until]')) time.title = dateTime.format(new Date(time.dateTime));
  tick();
}

clocks();
setInterval(tick, 1000);

// --- another language, the same search -------------------------------------------------------------------
for (const link of document.querySelectorAll('.languages a')) {
  const query = new URLSearchParams(location.search);
  query.set('lang', link.lang);
  link.search = query;
}

// --- live: an event says that something has changed, the parts of the page then fetch themselves ------
const live = document.getElementById('live');
let source;
let version;

function show(state) {
  live.dataset.state = state;
  document.getElementById('live-text').textContent = live.dataset[state];
}

function follow() {
  source = new EventSource('/page/events');
  source.onmessage = message => {
    const event = JSON.parse(message.data);
    if (event.version === 'away') {
      show('away');
    } else {
      skew = event.now - Date.now();
      show('live');
      live.dataset.well = event.well;
      if (event.version !== version) changed();
    }
    version = event.version;
  };
  source.onerror = () => {
    show('reconnecting');
    // the browser itself tries again, unless it was answered with an error
    if (source.readyState === EventSource.CLOSED) setTimeout(() => live.ariaPressed === 'true' && follow(), 5000);
  };
}

live.addEventListener('click', () => {
  const on = live.ariaPressed !== 'true';
  live.ariaPressed = on;
  source.close();
  if (on) {
    version = undefined;
    show('reconnecting');
    follow();
  } else {
    show('paused');
    // what was asked before the pause would still show what happens after it
    for (const part of document.querySelectorAll('[hx-get]')) htmx.trigger(part, 'htmx:abort');
  }
});

show('reconnecting');
follow();

// a part that is as it was is left alone, with what the reader has selected in it
const shown = new WeakMap();
document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.xhr.status !== 200) return;
  // htmx forgets the request of a button that is gone, so the button stays until it is answered
  if (open > 0) {
    detail.shouldSwap = false;
    return;
  }
  if (shown.get(detail.target) === detail.serverResponse) detail.shouldSwap = false;
  shown.set(detail.target, detail.serverResponse);
});
document.body.addEventListener('htmx:afterSwap', ({ detail }) => {
  clocks(detail.target);
  // the form of a note stays as it is; what nobody has typed in it is the note by now
  for (const field of detail.target.querySelectorAll('[data-note] input[name=note]')) {
    field.defaultValue = field.closest('[data-note]').dataset.note;
  }
});

// --- why mails failed: the service reads it every five seconds for all who look, so an answer may be older than
// the change. It is asked for at once, and again until there is one that cannot be.
const SHARED = 5500;
let latest;
let later;

const seldom = () => document.body.dispatchEvent(new CustomEvent('seldom'));

function again() {
  later = undefined;
  if (live.ariaPressed !== 'true') return;
  if (Date.now() - latest < SHARED) later = setTimeout(again, SHARED);
  seldom();
}

document.body.addEventListener('changed', () => {
  latest = Date.now();
  if (later) return;
  later = setTimeout(again, SHARED);
  seldom();
});

// --- forms whose fields the API takes as JSON ---------------------------------------------------------
htmx.defineExtension('json', {
  onEvent: (name, { detail }) => {
    if (name === 'htmx:configRequest') detail.headers['Content-Type'] = 'application/json';
  },
  encodeParameters: (xhr, parameters) => JSON.stringify(Object.fromEntries(parameters)),
});

// --- questions and notices ------------------------------------------------------------------------------
const dialog = document.getElementById('confirm');
const notice = document.getElementById('notice');
let hiding;
let open = 0; // questions and requests that are not answered yet

function tell(text, kind) {
  notice.textContent = text;
  notice.dataset.kind = kind;
  clearTimeout(hiding);
  hiding = setTimeout(() => (notice.textContent = ''), 8000);
}

const withParameter = (path, parameter) => `${path}${path.includes('?') ? '&' : '?'}${parameter}`;

// what is done to many mails says first how many, as the call itself counts them; nothing if there are none
async function counted(elt, question) {
  const response = await fetch(withParameter(elt.getAttribute('hx-post'), 'dryRun=true'), {
    method: 'POST',
    headers: { 'X-Requested-With': 'JavaScript' },
  });
  if (!response.ok) throw new Error(response.status);
  const { matching, atLeast } = await response.json();
  if (!matching && !atLeast) return undefined;
  const count = matching.toLocaleString('en');
  return {
    text: question.replace('%d', () => (atLeast ? notice.dataset.more.replace('%d', count) : count)),
    number: String(matching),
    exact: !atLeast,
  };
}

// whose mail it is stands once in its row, and once on its page
const about = (elt, question) =>
  question.replace('%s', () => elt.closest('tr, .mail').querySelector('[id^=open-]').textContent);

// what cannot be undone is for those who have read to how many it is done: they type the number, and no key
// but that of the button says yes
const typed = document.getElementById('confirm-number');
const agree = dialog.querySelector('button[value=yes]');
let awaited; // the number; nothing if yes is enough

// as it is written above, or without the commas, in digits of either width
const check = () => {
  agree.disabled = awaited !== undefined && typed.value.normalize('NFKC').replace(/[\s,]/g, '') !== awaited;
};

typed.addEventListener('input', check);
typed.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());

function ask(question, number, yes) {
  document.getElementById('confirm-question').textContent = question;
  document.getElementById('confirm-typed').hidden = number === undefined;
  awaited = number;
  typed.value = '';
  check();
  dialog.returnValue = 'no';
  dialog.onclose = () => {
    if (dialog.returnValue === 'yes') yes();
    open--;
    changed();
  };
  dialog.showModal();
}

document.body.addEventListener('htmx:confirm', async event => {
  const { question, elt, issueRequest } = event.detail;
  if (!question || dialog.open) return;
  event.preventDefault();
  open++;
  try {
    const meant = 'count' in elt.dataset ? await counted(elt, question) : { text: about(elt, question) };
    const number = 'typed' in elt.dataset ? meant?.number : undefined;
    // if they have become more until it is answered, nothing is done
    if (number && meant.exact) elt.dataset.expected = number;
    else delete elt.dataset.expected;
    if (meant) return ask(meant.text, number, () => issueRequest(true));
    tell(notice.dataset.nothing, 'done');
  } catch {
    tell(notice.dataset.error, 'failed');
  }
  open--;
  changed();
});

function refusal({ elt, xhr }) {
  if (xhr.status === 409) return elt.dataset.conflict ?? notice.dataset.conflict;
  return xhr.status === 412 ? notice.dataset.grown : notice.dataset.error;
}

document.body.addEventListener('htmx:beforeSend', ({ detail }) => {
  if (detail.requestConfig.verb !== 'get') open++;
});

document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.requestConfig.verb === 'get') return;
  open--;
  if (detail.successful && detail.elt.dataset.then) return location.assign(detail.elt.dataset.then);
  if (detail.successful) {
    tell(detail.elt.dataset.done, 'done');
  } else {
    tell(refusal(detail), 'failed');
  }
  changed();
});

// --- the call of the API that shows the same, for a shell ----------------------------------------------
document.body.addEventListener('click', async ({ target }) => {
  if (!target.dataset.copy) return;
  const command = `curl -u ${target.dataset.user} ${location.origin}${target.dataset.copy}`;
  // without TLS a page cannot write there: the notice is to be copied from
  await navigator.clipboard?.writeText(command).catch(() => {});
  tell(navigator.clipboard ? target.dataset.done.replace('%s', command) : command, 'done');
});

// --- keys: to the search, from row to row; they can be switched off, because they may be in the way ------
const keys = document.getElementById('keys');
if (keys) {
  const use = on => (keys.ariaPressed = on);
  use(localStorage.getItem('keys') !== 'off');
  keys.addEventListener('click', () => {
    use(keys.ariaPressed !== 'true');
    localStorage.setItem('keys', keys.ariaPressed === 'true' ? 'on' : 'off');
  });

  const move = step => {
    const links = [...document.querySelectorAll('#list .who a')];
    const row = document.activeElement.closest('tr');
    const at = links.findIndex(link => link.closest('tr') === row);
    links[at < 0 ? 0 : at + step]?.focus();
  };

  // those who may not search by address have the other fields
  const search = () => {
    const email = document.getElementById('email-search');
    if (!email) document.getElementById('search-more').open = true;
    (email ?? document.querySelector('#search-more input')).select();
  };

  document.addEventListener('keydown', event => {
    const typing = event.target.closest?.('input, textarea, select, dialog');
    if (keys.ariaPressed !== 'true' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key === '/') search();
    else return;
    event.preventDefault();
  });
}

document.body.addEventListener('htmx:configRequest', ({ detail }) => {
  const { expected } = detail.elt.dataset;
  if (expected) detail.path = withParameter(detail.path, `expected=${expected}`);
});

// a session with an OpenID provider that has ended begins anew with the page
document.body.addEventListener('htmx:configRequest', ({ detail }) => (detail.headers['X-Requested-With'] = 'JavaScript'));
document.body.addEventListener('htmx:responseError', ({ detail }) => detail.xhr.status === 499 && location.reload());

// --- the chart ----------------------------------------------------------------------------------------------
const canvas = document.getElementById('activity');
if (canvas) {
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const kinds = ['sent', 'retried', 'failed'];
  const minute = new Intl.DateTimeFormat(region, { hour: '2-digit', minute: '2-digit', hour12: false });
  const grid = { ticks: { maxRotation: 0, autoSkipPadding: 24 }, border: { display: false } };
  const chart = new Chart(canvas, {
    type: 'bar',
    data: { labels: [], datasets: kinds.map(kind => ({ label: canvas.dataset[kind], data: [], barPercentage: 1, categoryPercentage: 0.8 })) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: { legend: { display: false } },
      scales: {
        x: { ...grid, stacked: true, grid: { display: false } },
        y: { ...grid, stacked: true, beginAtZero: true, suggestedMax: 4, ticks: { precision: 0, maxTicksLimit: 5 } },
      },
    },
  });

  const paint = () => {
    Chart.defaults.font.family = style('font-family');
    chart.data.datasets.forEach((set, i) => (set.backgroundColor = style(`--${kinds[i]}`)));
    for (const scale of Object.values(chart.options.scales)) {
      scale.ticks.color = style('--quiet');
      if (scale.grid.display !== false) scale.grid.color = style('--line');
    }
    chart.update();
  };

  const read = async () => {
    const response = await fetch('/page/activity', { headers: { 'X-Requested-With': 'JavaScript' } });
    if (!response.ok) return;
    const minutes = await response.json();
    chart.data.labels = minutes.map(m => minute.format(new Date(m.at)));
    chart.data.datasets.forEach((set, i) => (set.data = minutes.map(m => m[kinds[i]])));
    chart.update();
  };

  let due;
  const soon = () => {
    due ??= setTimeout(() => { due = undefined; read().catch(() => {}); }, 300);
  };

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  document.body.addEventListener('changed', soon);
  setInterval(() => live.ariaPressed === 'true' && soon(), 20000);
  paint();
  soon();
}

// --- the form to register -------------------------------------------------------------------------------
const form = document.getElementById('register');
form?.addEventListener('submit', async event => {
  event.preventDefault();
  const errors = document.getElementById('register-errors');
  const response = await fetch('/registrations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  }).catch(() => undefined);
  const answer = await response?.json().catch(() => ({}));
  if (response?.ok) {
    errors.textContent = '';
    form.reset();
    tell(form.dataset.done.replace('%d', answer.id ?? ''), 'done');
    changed();
  } else {
    errors.textContent = answer?.errors?.map(e => `${e.field}: ${e.message}`).join('; ') ?? answer?.detail ?? notice.dataset.error;
  }
});
