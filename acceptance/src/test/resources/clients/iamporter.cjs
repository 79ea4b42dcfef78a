// npm `iamporter` 1.4.2: its host is built in, and it sends whole addresses to the proxy of HTTPS_PROXY, by TLS.
'use strict';

const { test } = require('node:test');
const { assert, env, load, newOrder, CARD, account, has, isPaid, refused, Covered } = require('./kit.cjs');

const { Iamporter, IamporterError } = load('iamporter');
const client = new Iamporter({ apiKey: env('NARU_KEY'), secret: env('NARU_SECRET') });
const covered = new Covered(
  Object.getOwnPropertyNames(Iamporter.prototype).filter((name) => !name.startsWith('_')),
  // The first two send nothing, and V1's published schema has no `foreign`.
  ['constructor', 'isExpiredToken', 'payForeign']);
const iamporter = covered.watch(client);

test('payments', async () => {
  const token = await iamporter.getToken();
  has(token, { status: 200, message: null });
  assert.ok(token.data.access_token && token.data.expired_at > token.data.now);
  const order = newOrder();
  const paid = isPaid((await iamporter.payOnetime({ merchant_uid: order, amount: 3000, ...CARD })).data, order, 3000);
  assert.deepEqual((await iamporter.findByImpUid(paid.imp_uid)).data, paid);
  assert.deepEqual((await iamporter.findByMerchantUid(order)).data, paid);
  has((await iamporter.findAllByMerchantUid(order)).data, { total: 1, list: [paid] });
  has((await iamporter.findAllByMerchantUid(order, { status: 'cancelled' })).data, { total: 0, list: [] });
  const all = (await iamporter.findAllByStatus('paid', { limit: 100 })).data;
  assert.ok(all.list.some((each) => each.imp_uid === paid.imp_uid));
  has((await iamporter.cancelByImpUid(paid.imp_uid, { amount: 1000 })).data, { status: 'cancelled', cancel_amount: 1000 });
  has((await iamporter.cancelByMerchantUid(order, { amount: 500 })).data, { cancel_amount: 1500 });
  has((await iamporter.cancel({ imp_uid: paid.imp_uid })).data, { status: 'cancelled', cancel_amount: 3000 });
  await refused(iamporter.cancel({ imp_uid: paid.imp_uid }), (e) => {
    assert.ok(e instanceof IamporterError);
    has(e, { status: 200 });
    has(e.raw, { code: 1, response: null });
  });
  has(await iamporter.findByImpUid('imp_none'), { status: 404, data: null });
});

test('amounts registered beforehand', async () => {
  const order = newOrder();
  has((await iamporter.createPreparedPayment({ merchant_uid: order, amount: 128 })).data, { merchant_uid: order, amount: 128 });
  has((await iamporter.getPreparedPayment(order)).data, { merchant_uid: order, amount: 128 });
});

test('billing keys', async () => {
  const customer = newOrder();
  has((await iamporter.createSubscription({ customer_uid: customer, ...CARD })).data, { customer_uid: customer });
  has((await iamporter.getSubscription(customer)).data, { customer_uid: customer, pg_id: 'INIBillTst' });
  const order = newOrder();
  const again = await iamporter.paySubscription({ customer_uid: customer, merchant_uid: order, amount: 1280 });
  has(isPaid(again.data, order, 1280), { customer_uid: customer });
  has((await iamporter.deleteSubscription(customer)).data, { customer_uid: customer });
});

test('virtual accounts', async () => {
  const order = newOrder();
  has((await iamporter.createVbank(account(order, 14000))).data, { merchant_uid: order, status: 'ready', pay_method: 'vbank' });
});

test('certifications', async () => {
  has((await iamporter.getCertification(env('NARU_CERTIFIED'))).data, { certified: true, name: '홍길동' });
  has(await iamporter.deleteCertification('imp_none'), { status: 404 });
});

test('a wrong secret is told in its own words', async () => {
  const stranger = new Iamporter({ apiKey: env('NARU_KEY'), secret: 'wrong' });
  await refused(stranger.findByImpUid('imp_none'), (e) => has(e, { status: 401, message: '아임포트 API 인증에 실패하였습니다.' }));
});

test('every method was called', () => covered.complete());
