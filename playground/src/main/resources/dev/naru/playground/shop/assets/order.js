'use strict';

const page = document.getElementById('order');
const address = '/api/orders/' + encodeURIComponent(page.dataset.merchantUid);
const POLL_MS = 1000;
const SHOWN = ['success', 'imp_success', 'status', 'imp_uid', 'merchant_uid', 'amount', 'paid_amount',
  'cancel_amount', 'pay_method', 'pg_tid', 'card_name',
  'bank_name', 'vbank_name', 'vbank_num', 'customer_uid', 'customer_uid_usage', 'apply_num', 'cancellation_id',
  'error_code', 'error_msg', 'fail_reason'];
let shown = '';

function factLines(content) {
  const list = element('dl', { className: 'facts' });
  for (const key of SHOWN) {
    if (content[key] !== undefined && content[key] !== null && content[key] !== '') {
      list.append(element('div', {}, element('dt', { textContent: key }),
        element('dd', { textContent: String(content[key]) })));
    }
  }
  return list;
}

function eventItem(event) {
  const stamp = element('time', { dateTime: event.at, textContent: time(event.at) });
  const whole = element('details', {}, element('summary', { textContent: text('order.whole') }),
    element('pre', { tabIndex: 0, textContent: JSON.stringify(event.content, null, 2) }));
  return element('li', {},
    element('p', { className: 'when' }, stamp,
      element('span', { className: 'tag', textContent: text('order.kind.' + event.kind) })),
    factLines(event.content.payment ?? event.content), whole);
}

function fill(id, events) {
  const list = document.getElementById(id);
  const opened = [...list.querySelectorAll('details')].map((it) => it.open);
  list.replaceChildren(...events.map(eventItem));
  list.querySelectorAll('details').forEach((it, i) => { it.open = opened[i] ?? false; });
  if (events.length === 0) {
    list.append(element('li', { className: 'muted', textContent: text('order.notYet') }));
  }
}

function fact(list, label, value) {
  list.append(element('div', {}, element('dt', { textContent: text(label) }),
    element('dd', { textContent: value })));
}

function show(order) {
  const last = (...kinds) => heard(order, ...kinds);
  const { truth, told } = newest(order);
  const state = finerState(order);
  const awaitsDeposit = state === 'DEPOSIT';
  const leftKey = state === 'LEFT_KEY';
  const left = leftKey || state === 'LEFT';
  document.getElementById('verdict').dataset.state = left ? 'LEFT' : order.state;
  document.getElementById('state').textContent = text('state.' + state);
  document.getElementById('explain').textContent = awaitsDeposit || left
    ? text('explain.' + state) : explain(order, truth, told);
  document.getElementById('again').hidden = order.state !== 'FAILED';
  document.getElementById('again').textContent = text(leftKey ? 'order.againKey' : 'order.again');

  const facts = document.getElementById('facts');
  facts.replaceChildren();
  fact(facts, 'fact.ordered', won(order.amount));
  if (['PAID', 'PARTLY_CANCELLED', 'CANCELLED', 'MISMATCH'].includes(order.state) && truth) {
    fact(facts, 'fact.paid', won(truth.amount));
    if (truth.cancel_amount > 0) fact(facts, 'fact.cancelled', won(truth.cancel_amount));
    if (truth.bank_name) fact(facts, 'fact.bank', truth.bank_name);
    if (truth.card_name) fact(facts, 'fact.card', truth.card_name);
  }
  if (truth && order.state !== 'WAITING' && texts['method.' + truth.pay_method]) {
    fact(facts, 'fact.method', text('method.' + truth.pay_method));
  }
  if (truth?.customer_uid) fact(facts, 'fact.customerUid', truth.customer_uid);
  if (awaitsDeposit) accountFacts(facts, truth);
  showDeposit(awaitsDeposit ? truth : null);
  if (order.handedOverAt) fact(facts, 'fact.handedOver', time(order.handedOverAt));

  const cancel = document.getElementById('cancel');
  const field = document.getElementById('cancel-amount');
  cancel.hidden = !['PAID', 'PARTLY_CANCELLED'].includes(order.state);
  if (!cancel.hidden) {
    const refund = document.getElementById('refund');
    refund.hidden = refund.disabled = truth.pay_method !== 'vbank';
    const left = String(truth.amount - truth.cancel_amount);
    // A typed amount stays unless the remaining amount has changed.
    if (field.max !== left) {
      field.max = left;
      field.value = left;
    }
  }
  fill('callback', last('CALLBACK', 'REDIRECT'));
  fill('webhook', last('WEBHOOK'));
  fill('truth', last('TRUTH', 'CANCEL'));
}

function accountFacts(list, truth) {
  fact(list, 'fact.bank', truth.vbank_name);
  fact(list, 'fact.vbankNum', truth.vbank_num);
  if (truth.vbank_holder) fact(list, 'fact.vbankHolder', truth.vbank_holder);
  if (truth.vbank_date > 0) fact(list, 'fact.vbankDate', time(truth.vbank_date * 1000));
}

/** Shows how to make the deposit, which only the sandbox's bank can report. */
function showDeposit(truth) {
  document.getElementById('deposit').hidden = !truth;
  if (truth) {
    const command = document.getElementById('deposit-command');
    const deposit = JSON.stringify({ imp_uid: truth.imp_uid, amount: truth.amount });
    command.textContent = "curl -H 'Content-Type: application/json' -d '" + deposit + "' "
      + command.dataset.sandbox + '/control/deposits';
  }
}

function refundAccount() {
  const names = ['refund_bank', 'refund_account', 'refund_holder'];
  return document.getElementById('refund').disabled ? {}
    : Object.fromEntries(names.map((it) => [it, document.getElementById(it).value.trim()]));
}

function explain(order, truth, told) {
  if (order.state === 'MISMATCH' && truth) {
    return truth.merchant_uid === order.merchantUid
      ? text('order.amountDiffers', { order: won(order.amount), payment: won(truth.amount) })
      : text('order.numberDiffers');
  }
  const reason = order.state === 'FAILED' ? truth?.fail_reason ?? told?.error_msg
    : order.state === 'WAITING' ? told?.error_msg : null;
  return text('explain.' + order.state) + (reason ? ' (' + reason + ')' : '');
}

async function refresh() {
  const answer = await call(address);
  if (answer.ok) {
    const now = JSON.stringify(answer.body);
    if (now !== shown) {
      shown = now;
      show(answer.body);
    }
  }
}

async function poll() {
  try {
    if (!document.hidden) {
      await refresh();
      if (page.dataset.offline) {
        delete page.dataset.offline;
        trouble('');
      }
    }
  } catch (failure) {
    page.dataset.offline = 'true';
    trouble(text('order.offline'));
  }
  setTimeout(poll, POLL_MS);
}

async function press(button, work) {
  button.disabled = true;
  trouble('');
  try {
    await work();
    await refresh();
  } catch (failure) {
    trouble(text('order.offline'));
  } finally {
    button.disabled = false;
  }
}

document.getElementById('verify').addEventListener('click', (event) =>
  press(event.target, async () => {
    const answer = await call(address + '/verify', {});
    if (!answer.ok) trouble(text('order.notReached'));
  }));

document.getElementById('deposit-do').addEventListener('click', (event) =>
  press(event.target, async () => {
    const answer = await call(address + '/deposit', {});
    if (!answer.ok) trouble(text('order.depositFailed'));
  }));

document.getElementById('cancel').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = document.getElementById('cancel-amount');
  press(event.target.querySelector('button'), async () => {
    field.blur();
    const answer = await call(address + '/cancel',
      { amount: Number(field.value), reason: text('order.cancelReason'), ...refundAccount() });
    trouble(answer.body.cancelled ? text('order.cancelDone')
      : text('order.cancelFailed') + (answer.body.message ?? ''), answer.body.cancelled);
  });
});

poll();
