'use strict';

const POLL_MS = 2000;

function row(order) {
  const link = element('a', {
    href: '/orders/' + encodeURIComponent(order.merchantUid), textContent: order.merchantUid,
  });
  const shown = finerState(order);
  const state = element('span', { className: 'tag', textContent: texts['tag.' + shown] ?? text('state.' + shown) });
  state.dataset.state = shown;
  return element('tr', {},
    element('td', {}, link),
    element('td', { textContent: order.name }),
    element('td', { className: 'number', textContent: won(order.amount) }),
    element('td', {}, state),
    element('td', { textContent: time(order.placedAt) }));
}

async function poll() {
  try {
    const { ok, body } = await call('/api/orders');
    if (ok) {
      document.getElementById('none').hidden = body.orders.length > 0;
      document.getElementById('orders').hidden = body.orders.length === 0;
      const rows = document.querySelector('#orders tbody');
      const now = JSON.stringify(body.orders);
      if (rows.dataset.shown !== now) {
        rows.dataset.shown = now;
        rows.replaceChildren(...body.orders.map(row));
      }
    }
  } finally {
    setTimeout(poll, POLL_MS);
  }
}

poll();
