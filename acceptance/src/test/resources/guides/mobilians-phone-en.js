IMP.request_pay({
    pg : 'mobilians',
    pay_method : 'phone',
    merchant_uid : '{Merchant created Order ID}',
    name : 'Order name: Test payment request',
    amount : 14000,
    buyer_email : 'iamport@siot.do',
    buyer_name : 'John Doe',
    buyer_tel : '010-1234-5678',
    buyer_addr : 'Shinsa-dong, Gangnam-gu, Seoul',
    buyer_postcode : '123-456',
    m_redirect_url : '{Mobile only - URL to redirect to after payment approval}'
}, function(rsp) {
});
