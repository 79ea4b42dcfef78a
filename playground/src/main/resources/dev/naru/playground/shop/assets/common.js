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
