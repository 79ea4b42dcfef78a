'use strict';

/* What every page of the shop needs: texts, money, times, calls of the shop's own server. */
const texts = JSON.parse(document.getElementById('texts').textContent);
const korean = document.documentElement.lang === 'ko';

function text(name, values = {}) {
  return (texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

function won(amount) {
  return text('won', { n: Number(amount).toLocaleString(korean ? 'ko-KR' : 'en-US') });
}

function time(iso) {
  return new Date(iso).toLocaleString(korean ? 'ko-KR' : 'en-GB', {
    timeZone: 'Asia/Seoul', // a Korean shop: deposit deadlines are Korean days
    year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false,
  });
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// The hub's text for a payment whose buyer left (docs/spec/javascript-sdk.md §8).
const LEFT_BY_BUYER = '사용자가 결제를 취소하셨습니다';

function heard(order, ...kinds) {
  return order.events.filter((it) => kinds.includes(it.kind));
}

/** The hub's last answer about the order's payment, and the last result in the browser. */
function newest(order) {
  return {
    truth: heard(order, 'TRUTH').at(-1)?.content,
    told: heard(order, 'CALLBACK', 'REDIRECT').at(-1)?.content,
  };
}

/** The order's state for the buyer: a buyer who left the window doesn't see it as a failure. */
function finerState(order) {
  const { truth, told } = newest(order);
  if (order.state === 'WAITING' && truth?.status === 'ready' && truth.vbank_num) {
    return 'DEPOSIT';
  }
  if (order.state === 'FAILED'
    && (truth?.fail_reason ?? told?.error_msg ?? '').startsWith(LEFT_BY_BUYER)) {
    return truth?.customer_uid ? 'LEFT_KEY' : 'LEFT';
  }
  return order.state;
}

function trouble(message, isGood = false) {
  const place = document.getElementById('trouble');
  place.textContent = message;
  place.classList.toggle('good', isGood);
  place.hidden = !message;
}

async function call(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { ok: response.ok, body: await response.json().catch(() => ({})) };
}

for (const link of document.querySelectorAll('[data-language]')) {
  const here = new URL(location.href);
  here.searchParams.set('lang', link.dataset.language);
  link.href = here;
}
for (const price of document.querySelectorAll('[data-won]')) {
  price.textContent = won(price.dataset.won);
}
