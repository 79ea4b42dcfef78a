// npm `iamport-server-api` 10.0.0: the host is an argument.
'use strict';

const { test } = require('node:test');
const { assert, env, load, newOrder, CARD, account, deposit, until, has, isPaid, refused, Covered } = require('./kit.cjs');

const imp = load('iamport-server-api').default;
const connector = new imp.IamportConnector(env('NARU_HUB'), { imp_key: env('NARU_KEY'), imp_secret: env('NARU_SECRET') });

/** All functions that send something, by their path in the package. */
function functions(of, prefix) {
  return Object.entries(of).flatMap(([name, value]) => {
    const own = typeof value === 'function' && value.METADATA ? [prefix + name] : [];
    return own.concat(value && typeof value === 'object' ? functions(value, prefix + name + '.') : []);
  });
}

const covered = new Covered(
  functions(imp.functional, ''),
  ['internal.webhook', 'internal.deposit']); // of the fake server that the package comes from
const of = (name) => {
  const path = name.split('.');
  const object = path.reduce((each, part) => each[part], imp.functional);
  return covered.watch(object, name + '.');
};
const ok = (answer) => {
  has(answer, { code: 0 });
  return answer.response;
};

test('tokens', async () => {
  const user = ok(await of('users').getToken({ host: env('NARU_HUB') }, { imp_key: env('NARU_KEY'), imp_secret: env('NARU_SECRET') }));
  assert.ok(user.access_token && user.expired_at > user.now);
});

test('payments', async () => {
  const order = newOrder();
  const paid = isPaid(ok(await of('subscribe.payments').onetime(await connector.get(), { merchant_uid: order, amount: 25_000, name: '주문', ...CARD })), order, 25_000);
  assert.deepEqual(ok(await of('payments').at(await connector.get(), paid.imp_uid, {})), paid);
  const cancelled = ok(await of('payments').cancel(await connector.get(), {
    imp_uid: paid.imp_uid, merchant_uid: order, amount: 5_000, checksum: 25_000, reason: '테스트',
  }));
  has(cancelled, { status: 'cancelled', cancel_amount: 5_000 });
  await refused(of('payments').at(await connector.get(), 'imp_none', {}), (e) => has(e, { status: 404 }));
});

test('billing keys', async () => {
  const customer = newOrder();
  has(ok(await of('subscribe.customers').create(await connector.get(), customer, { customer_uid: customer, ...CARD })), { customer_uid: customer });
  has(ok(await of('subscribe.customers').at(await connector.get(), customer)), { customer_uid: customer });
  const order = newOrder();
  isPaid(ok(await of('subscribe.payments').again(await connector.get(), { customer_uid: customer, merchant_uid: order, amount: 1_000, name: '월간' })), order, 1_000);
  has(ok(await of('subscribe.customers').erase(await connector.get(), customer)), { customer_uid: customer });
});

test('virtual accounts and cash receipts', async () => {
  const order = newOrder();
  const waiting = ok(await of('vbanks').create(await connector.get(), account(order, 11_000)));
  has(waiting, { status: 'ready', pay_method: 'vbank', merchant_uid: order });
  // V1 has PUT /vbanks/{imp_uid}; without a number the path takes no PUT.
  await refused(of('vbanks').update(await connector.get(), { imp_uid: waiting.imp_uid, amount: 1 }), (e) => has(e, { status: 405 }));
  await deposit(waiting.imp_uid, 11_000);
  await until(
    async () => ok(await imp.functional.payments.at(await connector.get(), waiting.imp_uid, {})),
    (payment) => payment.status === 'paid');
  const receipt = ok(await of('receipts').create(await connector.get(), waiting.imp_uid, {
    imp_uid: waiting.imp_uid, identifier: '010-1234-5678', identifier_type: 'phone', type: 'person',
  }));
  has(receipt, { imp_uid: waiting.imp_uid, amount: 11_000 });
  assert.deepEqual(ok(await of('receipts').at(await connector.get(), waiting.imp_uid)), receipt);
  has(ok(await of('receipts').erase(await connector.get(), waiting.imp_uid)), { imp_uid: waiting.imp_uid });
});

test('certifications', async () => {
  has(ok(await of('certifications').at(await connector.get(), env('NARU_CERTIFIED'))), { certified: true, name: '홍길동' });
  await refused(of('certifications').erase(await connector.get(), 'imp_none'), (e) => has(e, { status: 404 }));
  // No PG of the hub sends codes by text message.
  const person = { name: '홍길동', phone: '01012345678', birth: '1990-01-01', gender_digit: '1', carrier: 'SKT' };
  await refused(of('certifications.otp').request(await connector.get(), person), (e) => assert.ok(e.status >= 400));
  await refused(of('certifications.otp').confirm(await connector.get(), 'imp_none', { otp: '123456' }), (e) => has(e, { status: 404 }));
});

test('every function was called', () => covered.complete());
