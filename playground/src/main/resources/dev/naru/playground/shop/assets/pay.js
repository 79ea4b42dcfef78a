'use strict';

function requestPay(order, buyer, chosen) {
  IMP.request_pay({
    pg : chosen.pg,
    pay_method : chosen.pay_method,
    customer_uid : chosen.customer_uid,
    merchant_uid : order.merchantUid,
    name : order.name,
    amount : order.amount,
    buyer_email : buyer.buyer_email,
    buyer_name : buyer.buyer_name,
    buyer_tel : buyer.buyer_tel,
    buyer_addr : buyer.buyer_addr,
    buyer_postcode : buyer.buyer_postcode,
    language : korean ? 'ko' : 'en',
    m_redirect_url : location.origin + '/orders/complete/mobile'
  }, function (rsp) {
    // Whatever rsp says, the shop's server asks GET /payments/{imp_uid} before it believes it.
    call('/api/orders/' + encodeURIComponent(order.merchantUid) + '/callback', rsp)
      .finally(function () {
        location.assign('/orders/' + encodeURIComponent(order.merchantUid));
      });
  });
}

const form = document.getElementById('order-form');
const billing = document.getElementById('billing');

/** What the server wrote down about the chosen PG. */
function chosenPg() {
  return form.querySelector('[name=pg]:checked').dataset;
}

/** What of the call the buyer's choice decides. */
function choice() {
  const key = chosenPg();
  return billing.checked
    ? { pg: key.keyPg, pay_method: key.keyMethod, customer_uid: form.customer_uid.value.trim() }
    : { pg: form.pg.value, pay_method: form.pay_method.value };
}

function follow() {
  const pg = chosenPg();
  for (const chip of document.querySelectorAll('#methods .chip')) {
    const offered = chip.dataset.pg.split(' ').includes(form.pg.value);
    chip.hidden = !offered;
    chip.firstElementChild.disabled = !offered;
  }
  if (document.querySelector('#methods :checked').disabled) {
    form.pay_method.value = pg.first;
  }
  const canKey = form.pay_method.value === pg.keyMethod;
  document.getElementById('billing-choice').hidden = !canKey;
  billing.checked &&= canKey;
  document.getElementById('billing-field').hidden = !billing.checked;
  document.getElementById('billing-note').textContent =
    billing.checked ? text('form.billingNote.' + (pg.keyCharges === 'true' ? 'charges' : 'keyOnly')) : '';
  form.customer_uid.required = billing.checked;
  showScript();
}

form.addEventListener('input', follow);

form.addEventListener('submit', async function (event) {
  event.preventDefault();
  const button = form.querySelector('[type=submit]');
  const amount = form.amount.value.trim();
  trouble('');
  if (!window.IMP) {
    trouble(text('form.noSdk'));
    return;
  }
  if (!/^\d{1,10}$/.test(amount)) {
    trouble(text('form.badAmount'));
    form.amount.focus();
    return;
  }
  const chosen = choice();
  if (chosen.customer_uid === '') {
    trouble(text('form.badCustomerUid'));
    form.customer_uid.focus();
    return;
  }
  button.disabled = true;
  try {
    // The order, and with it the amount, is the server's; the page only shows it to the SDK.
    const placed = await call('/api/orders', { name: text('form.product'), amount: Number(amount) });
    if (!placed.ok) {
      throw new Error('not placed');
    }
    requestPay(placed.body, Object.fromEntries(new FormData(form)), chosen);
  } catch (failure) {
    console.error(failure);
    trouble(text('form.noShop'));
  } finally {
    button.disabled = false;
  }
});

/** The very call that a press makes, with the buyer's choice written out. */
function asCalled(script) {
  const chosen = choice();
  // As a literal of JavaScript, whatever was typed.
  const literal = (value) => "'" + JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"')
    .replace(/'/g, "\\'") + "'";
  return script
    .replace('chosen.pg,', () => literal(chosen.pg) + ',')
    .replace('chosen.pay_method', () => literal(chosen.pay_method))
    .replace(/ *customer_uid : chosen.customer_uid,\n/, () => chosen.customer_uid === undefined
      ? '' : '    customer_uid : ' + literal(chosen.customer_uid) + ',\n')
    .replace(', chosen)', ')');
}

let script = '';

function showScript() {
  if (script) {
    const head = [...document.querySelectorAll('#main > script')].slice(0, 2)
      .map((tag) => tag.outerHTML.replace(/^ {4}/gm, '')).join('\n');
    document.getElementById('code').textContent = head + '\n\n' + asCalled(script);
  }
}

document.querySelector('details.code').addEventListener('toggle', async function (event) {
  if (event.target.open) {
    const whole = await (await fetch('/assets/pay.js')).text();
    script = whole.slice(0, whole.indexOf('\nconst form')).trim();
    showScript();
  }
});

follow();
