// A shop's page in TypeScript, with the SDK as a script of the page. Compiled by a test.

import type { RequestPayParam, RequestPayResponse } from '../src/iamport';

IMP.init('imp00000000');
window.IMP.agency('imp00000000', 'A01');

IMP.request_pay(
  {
    pg: 'html5_inicis',
    pay_method: 'card',
    merchant_uid: 'order_no_0001',
    name: '주문명:결제테스트',
    amount: 14000,
    buyer_email: 'iamport@siot.do',
    buyer_name: '구매자이름',
    buyer_tel: '010-1234-5678',
    buyer_addr: '서울특별시 강남구 삼성동',
    buyer_postcode: '123-456',
    m_redirect_url: 'https://shop.example/payments/complete',
    app_scheme: 'shopapp',
    display: { card_quota: [2, 3, 6] },
    custom_data: { gift: true, notes: ['문 앞에'] },
    bypass: { acceptmethod: ['cardpoint'] },
    something_new: 'unknown keys are never refused',
  },
  (rsp) => {
    // Pages of the older generation ask `success`, pages of the newer one `error_code`.
    if (rsp.success) {
      const number: string = rsp.imp_uid;
      const amount: number | undefined = rsp.paid_amount;
      send({ number, amount });
    } else {
      fail(rsp.error_code, rsp.error_msg);
    }
  },
);

IMP.request_pay(vbank('order_no_0002'), function (rsp: RequestPayResponse) {
  if (rsp.error_code !== undefined) {
    const code: string = rsp.error_code;
    const number: string | null = rsp.imp_uid;
    fail(code, rsp.error_msg, number);
    return;
  }
  if (rsp.status === 'ready') {
    send({ account: rsp.vbank_num, until: new Date((rsp.vbank_date ?? 0) * 1000) });
  }
});

// A billing key, and nobody to call back: a phone ends at m_redirect_url.
IMP.request_pay({ pay_method: 'phone', customer_uid: 'gildong_0001', amount: '1004' });

IMP.certification({ merchant_uid: 'ORD20180131-0000011', min_age: 19 }, (rsp) => {
  send({ certified: rsp.imp_uid, because: rsp.error_msg });
});

IMP.loadModule('brandpay', { userCode: 'imp00000000' }).catch((reason: Error) => fail(reason.name));

function vbank(order: string): RequestPayParam {
  return {
    pay_method: 'vbank',
    merchant_uid: order,
    amount: 50000,
    vbank_due: '20261231',
    notice_url: ['https://shop.example/hooks/1', 'https://shop.example/hooks/2'],
    card: { direct: { code: '361', quota: 3 }, detail: [{ card_code: '*', enabled: false }] },
    period: { from: '20260101' },
  };
}

function send(what: Record<string, unknown>): void {
  console.log(what);
}

function fail(...why: unknown[]): void {
  console.error(...why);
}
