IMP.request_pay({
    pg : 'mobilians',
    pay_method : 'phone',
    merchant_uid : '{Merchant created Order ID}',
    name : 'Initial billing key request',
    amount : 0,
    customer_uid : '{Unique ID for the card (billing key)}',
    buyer_email: "johndoe@gmail.com",
    buyer_name: "John Doe",
    buyer_tel : '02-1234-1234',
    m_redirect_url : '{redirect URL}'
}, function(rsp) {
    if ( rsp.success ) {
        alert('Success');
    } else {
        alert('Failed');
    }
});
