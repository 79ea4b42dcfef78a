// npm `iamport` 0.3.4: its host is built in, and it heeds HTTPS_PROXY.
'use strict';

const { test } = require('node:test');
const { assert, env, load, newOrder, CARD, inDays, account, has, isPaid, refused, Covered } = require('./kit.cjs');

const Iamport = load('iamport');
const client = new Iamport({ impKey: env('NARU_KEY'), impSecret: env('NARU_SECRET') });
const RESOURCES = ['payment', 'subscribe', 'subscribe_customer', 'certification', 'vbank'];
const names = RESOURCES.flatMap((resource) =>
  Object.keys(Object.getPrototypeOf(client[resource]))
    .filter((name) => typeof client[resource][name] === 'function' && !name.startsWith('_'))
    .map((name) => `${resource}.${name}`));
const covered = new Covered(names.filter((name) => !name.endsWith('.constructor')), []);
const of = (resource) => covered.watch(client[resource], resource + '.');
const customer = newOrder();

test('payments', async () => {
  const order = newOrder();
  const paid = isPaid(await of('subscribe').onetime({ merchant_uid: order, amount: 3000, ...CARD }), order, 3000);
  const byNumber = await of('payment').getByImpUid({ imp_uid: paid.imp_uid });
  assert.deepEqual(byNumber, paid);
  assert.deepEqual(await of('payment').getByMerchant({ merchant_uid: order }), paid);
  const list = await of('payment').getByStatus({ payment_status: 'paid', limit: 100 });
  has(list, { previous: 0 });
  assert.ok(list.list.some((each) => each.imp_uid === paid.imp_uid));
  const cancelled = await of('payment').cancel({ imp_uid: paid.imp_uid, amount: 1000, reason: '단순 변심' });
  has(cancelled, { status: 'cancelled', cancel_amount: 1000, cancel_reason: '단순 변심' });
  has(await of('payment').cancel({ merchant_uid: order }), { status: 'cancelled', cancel_amount: 3000 });
  await refused(of('payment').cancel({ merchant_uid: order }), (e) => assert.equal(e.code, 'IAMPORT_1'));
  await refused(of('payment').getByImpUid({ imp_uid: 'imp_none' }), (e) => assert.equal(e.code, 'HTTP_404'));
});

test('amounts registered beforehand', async () => {
  const order = newOrder();
  has(await of('payment').prepare({ merchant_uid: order, amount: 420000 }), { merchant_uid: order, amount: 420000 });
  has(await of('payment').getPrepare({ merchant_uid: order }), { merchant_uid: order, amount: 420000 });
});

test('billing keys, charges and schedules', async () => {
  for (const [create, get, remove] of [
    ['create', 'get', 'delete'],
    ['createCustomers', 'getCustomers', 'deleteCustomers'],
  ]) {
    const key = await of('subscribe_customer')[create]({ customer_uid: customer, ...CARD });
    has(key, { customer_uid: customer, pg_provider: 'html5_inicis', pg_id: 'INIBillTst' });
    has(await of('subscribe_customer')[get]({ customer_uid: customer }), { customer_uid: customer });
    if (create === 'create') {
      const order = newOrder();
      const again = await of('subscribe').again({ customer_uid: customer, merchant_uid: order, amount: 1004, name: '월간' });
      has(isPaid(again, order, 1004), { customer_uid: customer, customer_uid_usage: 'payment' });
      const later = newOrder();
      const schedules = [{ merchant_uid: later, schedule_at: inDays(40), amount: 1004 }];
      const [scheduled] = await of('subscribe').schedule({ customer_uid: customer, schedules });
      has(scheduled, { merchant_uid: later, schedule_status: 'scheduled', amount: 1004 });
      const [revoked] = await of('subscribe').unschedule({ customer_uid: customer, merchant_uid: later });
      has(revoked, { merchant_uid: later, schedule_status: 'revoked' });
    }
    has(await of('subscribe_customer')[remove]({ customer_uid: customer }), { customer_uid: customer });
    await refused(of('subscribe_customer')[get]({ customer_uid: customer }), (e) => assert.match(e.code, /^(HTTP_404|IAMPORT_1)$/));
  }
});

test('virtual accounts', async () => {
  const order = newOrder();
  has(await of('vbank').create(account(order, 14000)), {
    merchant_uid: order, status: 'ready', pay_method: 'vbank', vbank_code: '004', vbank_holder: '나루상점',
  });
});

test('certifications', async () => {
  has(await of('certification').get({ imp_uid: env('NARU_CERTIFIED') }), { certified: true, name: '홍길동' });
  await refused(of('certification').delete({ imp_uid: 'imp_none' }), (e) => assert.equal(e.code, 'HTTP_404'));
});

test('every method was called', () => covered.complete());
