IMP.request_pay({
    pg : 'mobilians',
    pay_method : 'phone',
    merchant_uid: "order_monthly_0001",
    name : '최초인증결제',
    amount : 1004,
    customer_uid : 'your-customer-unique-id',
    buyer_email : 'iamport@siot.do',
    buyer_name : '아임포트',
    buyer_tel : '02-1234-1234',
    m_redirect_url : '{모바일에서 결제 완료 후 리디렉션 될 URL}'
}, function(rsp) {
    if ( rsp.success ) {
        alert('빌링키 발급 성공');
    } else {
        alert('빌링키 발급 실패');
    }
});
