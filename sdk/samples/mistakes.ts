// What the types catch before a buyer does: each of these lines is an error, or the test fails.

// @ts-expect-error the code is a text
IMP.init(12345678);
// @ts-expect-error a tier has a code too
IMP.agency('imp00000000');
// @ts-expect-error no amount
IMP.request_pay({ pay_method: 'card' });
// @ts-expect-error an amount is a number or its digits
IMP.request_pay({ amount: true });
// @ts-expect-error the instalments are a list of numbers
IMP.request_pay({ amount: 1000, display: { card_quota: '3' } });
// @ts-expect-error no such carrier
IMP.request_pay({ amount: 1000, phone: { carrier: 'T-Mobile' } });
// @ts-expect-error no such language
IMP.request_pay({ amount: 1000, language: 'fr' });
// @ts-expect-error the callback is a function
IMP.request_pay({ amount: 1000 }, 'https://shop.example/done');
IMP.request_pay({ amount: 1000 }, (rsp) => {
  // @ts-expect-error a failure may have no payment
  const number: string = rsp.imp_uid;
  if (rsp.success) {
    // @ts-expect-error no message of a success
    const text: string = rsp.error_msg;
    console.log(text);
  }
  console.log(number);
});
// @ts-expect-error not a function of the SDK
IMP.requestPay({ amount: 1000 });

export {};
