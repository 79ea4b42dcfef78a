'use strict';

function requestPay(order, buyer) {
  IMP.request_pay({
    pg : 'html5_inicis',
    pay_method : 'card',
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

document.getElementById('order-form').addEventListener('submit', async function (event) {
  event.preventDefault();
  const form = event.target;
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
  button.disabled = true;
  try {
    // The order, and with it the amount, is the server's; the page only shows it to the SDK.
    const placed = await call('/api/orders', { name: text('form.product'), amount: Number(amount) });
    if (!placed.ok) {
      throw new Error('not placed');
    }
    requestPay(placed.body, Object.fromEntries(new FormData(form)));
  } catch (failure) {
    console.error(failure);
    trouble(text('form.noShop'));
  } finally {
    button.disabled = false;
  }
});

document.querySelector('details.code').addEventListener('toggle', async function (event) {
  if (event.target.open) {
    const script = await (await fetch('/assets/pay.js')).text();
    const end = script.indexOf('\ndocument.');
    const head = [...document.querySelectorAll('#main > script')].slice(0, 2)
      .map((tag) => tag.outerHTML.replace(/^ {4}/gm, '')).join('\n');
    document.getElementById('code').textContent = head + '\n\n' + script.slice(0, end).trim();
  }
});
