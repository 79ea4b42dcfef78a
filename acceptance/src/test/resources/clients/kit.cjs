// What the drivers of published clients share. The test that starts them gives the environment:
// NARU_CLIENTS (the folder with node_modules), NARU_HUB, NARU_SANDBOX, NARU_KEY, NARU_SECRET,
// NARU_NOW (the hub's time in epoch seconds), NARU_ESCROW and NARU_CERTIFIED (numbers of a paid
// escrow payment and of a certification).
'use strict';

const assert = require('node:assert/strict');
const { createRequire } = require('node:module');
const path = require('node:path');

const env = (name) => {
  assert.ok(process.env[name], name + ' is missing');
  return process.env[name];
};

const load = createRequire(path.join(env('NARU_CLIENTS'), 'node_modules', 'x.js'));

let orders = 0;

/** An order number that no other driver uses. */
function newOrder() {
  return `client_${process.pid}_${++orders}`;
}

const CARD = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' };

/** The time in so many days, in epoch seconds. */
function inDays(days) {
  return Number(env('NARU_NOW')) + days * 86_400;
}

/** Pays into the virtual account of a payment. */
async function deposit(impUid, amount) {
  const answer = await fetch(env('NARU_SANDBOX') + '/control/deposits', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ imp_uid: impUid, amount }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** Asks until the answer satisfies the check; the PG's notice takes a moment. */
async function until(ask, check) {
  for (const end = Date.now() + 20_000; ; ) {
    const answer = await ask();
    if (check(answer)) return answer;
    assert.ok(Date.now() < end, 'not within 20 s: ' + JSON.stringify(answer));
    await new Promise((go) => setTimeout(go, 100));
  }
}

/** A virtual account's order as V1 asks for it. */
function account(order, amount) {
  return {
    merchant_uid: order,
    amount,
    vbank_code: '004',
    vbank_due: inDays(3),
    vbank_holder: '나루상점',
    name: '주문명:결제테스트',
  };
}

/** A delivery of an escrow payment. */
function delivery(invoice) {
  const party = { name: '홍길동', tel: '010-1234-5678', addr: '서울시', postcode: '06000' };
  return {
    sender: party,
    receiver: party,
    logis: { company: 'CJGLS', invoice, sent_at: inDays(0) },
  };
}

/** The object has these properties, whatever else it has. */
function has(actual, expected) {
  assert.ok(actual && typeof actual === 'object', 'no object: ' + actual);
  for (const [name, value] of Object.entries(expected)) {
    assert.deepEqual(actual[name], value, `${name} of ${JSON.stringify(actual)}`);
  }
  return actual;
}

/** A card payment that was just charged by API. */
function isPaid(payment, order, amount) {
  has(payment, { merchant_uid: order, amount, status: 'paid', pay_method: 'card', cancel_amount: 0, currency: 'KRW' });
  assert.match(payment.imp_uid, /^imps?_\d{12}$/);
  assert.ok(payment.paid_at);
  return payment;
}

/** The promise is refused, and what it says satisfies the check. */
async function refused(promise, check) {
  let error;
  try {
    await promise;
  } catch (e) {
    error = e;
  }
  assert.ok(error, 'it was not refused');
  check(error);
}

/** Notes which methods of a client were called, so that none is forgotten. */
class Covered {
  constructor(methods, outside) {
    this.left = new Set(methods.filter((name) => !outside.includes(name)));
  }

  /** The same object, whose methods are struck off when they are called. */
  watch(object, prefix = '') {
    return new Proxy(object, {
      get: (target, name) => {
        const value = target[name];
        if (typeof value !== 'function') return value;
        return (...args) => {
          this.left.delete(prefix + String(name));
          return value.apply(target, args);
        };
      },
    });
  }

  complete() {
    assert.deepEqual([...this.left], [], 'methods that nothing called');
  }
}

module.exports = { assert, env, load, newOrder, CARD, inDays, deposit, until, account, delivery, has, isPaid, refused, Covered };
