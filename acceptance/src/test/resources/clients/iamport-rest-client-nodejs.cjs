// npm `iamport-rest-client-nodejs` 0.9.12, the official one: its host is built in, and it sends whole addresses to the proxy.
'use strict';

const { test } = require('node:test');
const { assert, env, load, newOrder, CARD, inDays, account, deposit, until, delivery, has, isPaid, refused, Covered } = require('./kit.cjs');

const { Iamport, Request } = load('iamport-rest-client-nodejs');
const iamport = new Iamport({ apiKey: env('NARU_KEY'), apiSecret: env('NARU_SECRET') });
const names = Object.entries(Request).flatMap(([family, type]) =>
  Object.getOwnPropertyNames(type)
    .filter((name) => typeof type[name] === 'function')
    .map((name) => `${family}.${name}`));
const covered = new Covered(names, []);

/** Calls a method, and answers the `response` of V1. */
async function call(name, params) {
  const [family, method] = name.split('.');
  const request = covered.watch(Request[family], family + '.')[method](params);
  const answer = await request.request(iamport);
  has(answer.data, { code: 0 });
  return answer.data.response;
}

/** The call is refused with this code of V1, or this status. */
const no = (name, params, expected) =>
  refused(call(name, params), (e) => has({ status: e.response.status, ...e.response.data }, expected));

test('tokens, banks and cards', async () => {
  const token = await call('Authenticate.getToken', { imp_key: env('NARU_KEY'), imp_secret: env('NARU_SECRET') });
  assert.ok(token.access_token);
  assert.ok((await call('Banks.getBanks')).some((bank) => bank.code === '004'));
  has(await call('Banks.getBank', { code: '004' }), { code: '004' });
  assert.ok((await call('Cards.getCards')).length > 10);
  has(await call('Cards.getCard', { code: '361' }), { code: '361' });
});

test('payments', async () => {
  const order = newOrder();
  const paid = isPaid(await call('Subscribe.onetime', { merchant_uid: order, amount: 3000, ...CARD }), order, 3000);
  const number = paid.imp_uid;
  has(await call('Payments.getByImpUid', { imp_uid: number }), { imp_uid: number, amount: 3000 });
  has(await call('Payments.getByMerchantUid', { merchant_uid: order, status: 'paid', sorting: '-started' }), { imp_uid: number });
  const several = await call('Payments.getByImpUids', { imp_uid: [number] });
  assert.deepEqual(several.map((each) => each.imp_uid), [number]);
  const all = await call('Payments.getByMerchantUids', { merchant_uid: order, status: 'paid', page: 1, sorting: '-started' });
  assert.deepEqual(all.list.map((each) => each.imp_uid), [number]);
  const listed = await call('Payments.getByStatus', { status: 'paid', page: 1, limit: 100, sorting: '-started' });
  assert.ok(listed.list.some((each) => each.imp_uid === number));
  // V1 knows the parts of an amount of two other PGs alone.
  await no('Payments.getAmountByImpUid', { imp_uid: number }, { status: 404, code: -1 });
  has(await call('Payments.cancel', { imp_uid: number, amount: 1000, checksum: 3000 }), { cancel_amount: 1000 });
  await no('Payments.cancel', { imp_uid: number, amount: 5000 }, { code: 1 });
  await no('Payments.getByImpUid', { imp_uid: 'imp_none' }, { status: 404, code: -1 });
});

test('amounts registered beforehand', async () => {
  const order = newOrder();
  has(await call('Prepare.postAmount', { merchant_uid: order, amount: 100 }), { merchant_uid: order, amount: 100 });
  has(await call('Prepare.getAmount', { merchant_uid: order }), { merchant_uid: order, amount: 100 });
});

test('billing keys, charges and schedules', async () => {
  const customer = newOrder();
  has(await call('Customers.postBillingKey', { customer_uid: customer, ...CARD }), { customer_uid: customer });
  has(await call('Customers.getBillingKey', { customer_uid: customer }), { customer_uid: customer });
  const keys = await call('Customers.getBillingKeys', { customer_uid: [customer] });
  assert.deepEqual(keys.map((key) => key.customer_uid), [customer]);
  const order = newOrder();
  isPaid(await call('Subscribe.again', { customer_uid: customer, merchant_uid: order, amount: 1004, name: '월간' }), order, 1004);
  const payments = await call('Customers.getPayments', { customer_uid: customer, page: 1 });
  assert.ok(payments.list.some((each) => each.merchant_uid === order));
  const later = newOrder();
  const [scheduled] = await call('Subscribe.schedule', {
    customer_uid: customer, schedules: [{ merchant_uid: later, schedule_at: inDays(40), amount: 1004 }],
  });
  has(scheduled, { merchant_uid: later, schedule_status: 'scheduled' });
  has(await call('Subscribe.getScheduled', { merchant_uid: later }), { merchant_uid: later, customer_uid: customer });
  const range = { customer_uid: customer, page: 1, from: inDays(30), to: inDays(50) };
  for (const list of ['Subscribe.getScheduleds', 'Customers.getScheduleds']) {
    assert.deepEqual((await call(list, range)).list.map((each) => each.merchant_uid), [later], list);
  }
  const [revoked] = await call('Subscribe.unschedule', { customer_uid: customer, merchant_uid: [later] });
  has(revoked, { merchant_uid: later, schedule_status: 'revoked' });
  has(await call('Customers.deleteBillingKey', { customer_uid: customer }), { customer_uid: customer });
});

test('virtual accounts and cash receipts', async () => {
  const waiting = await call('Vbanks.post', account(newOrder(), 11_000));
  has(waiting, { status: 'ready', pay_method: 'vbank', vbank_code: '004' });
  // KG INICIS changes no account that is open, and tells nobody whose an account is.
  await no('Vbanks.put', { imp_uid: waiting.imp_uid, amount: 1, vbank_due: inDays(2) }, { status: 400 });
  await no('Vbanks.getHolder', { bank_code: '004', bank_num: '1' }, { status: 501 });
  await deposit(waiting.imp_uid, 11_000);
  await until(() => call('Payments.getByImpUid', { imp_uid: waiting.imp_uid }), (payment) => payment.status === 'paid');
  const receipt = await call('Receipts.postReceipt', { imp_uid: waiting.imp_uid, identifier: '010-1234-5678' });
  has(receipt, { imp_uid: waiting.imp_uid, amount: 11_000, type: 'person' });
  has(await call('Receipts.getReceipt', { imp_uid: waiting.imp_uid }), { receipt_tid: receipt.receipt_tid });
  has(await call('Receipts.deleteReceipt', { imp_uid: waiting.imp_uid }), { imp_uid: waiting.imp_uid });
  const closing = await call('Vbanks.post', account(newOrder(), 11_000));
  has(await call('Vbanks.delete', { imp_uid: closing.imp_uid }), { imp_uid: closing.imp_uid, status: 'failed' });
});

test('receipts of deals outside the hub', async () => {
  const order = newOrder();
  const deal = { merchant_uid: order, name: '현장 판매', amount: 10_000, identifier: '010-1234-5678' };
  has(await call('External.postReceipt', deal), { merchant_uid: order, amount: 10_000 });
  has(await call('External.getReceipt', { merchant_uid: order }), { merchant_uid: order });
  has(await call('External.deleteReceipt', { merchant_uid: order }), { merchant_uid: order });
});

test('escrow deliveries', async () => {
  const imp_uid = env('NARU_ESCROW');
  has(await call('Escrows.postEscrow', { imp_uid, ...delivery('6341-1') }), { invoice: '6341-1' });
  has(await call('Escrows.putEscrow', { imp_uid, ...delivery('6341-2') }), { invoice: '6341-2' });
});

test('certifications', async () => {
  const imp_uid = env('NARU_CERTIFIED');
  has(await call('Certifications.getCertification', { imp_uid }), { certified: true, name: '홍길동' });
  has(await call('Certifications.deleteCertification', { imp_uid }), { name: '홍길동' });
  await no('Certifications.getCertification', { imp_uid }, { status: 404 });
});

test('what only other PGs do is refused', async () => {
  const number = 'imp_none';
  await no('Payco.postOrderStatus', { imp_uid: number, status: 'DELIVERY_START' }, { code: -1 });
  await no('Kakao.getOrders', {}, { code: -1 });
  assert.deepEqual(await call('NaverCo.getReviews', {}), []);
  for (const name of names.filter((each) => /^(NaverCo|NaverPay)\.(?!getReviews)/.test(each))) {
    await no(name, { imp_uid: number, product_order_id: '1', product_order_ids: ['1'] }, { code: -1 });
  }
});

test('every method was called', () => covered.complete());
