IMP.request_pay({
    pg : 'mobilians',
    pay_method : 'phone',
    merchant_uid : '{Order ID}',
    name : 'Order name: Billing key request test',
    amount : 10000,
    customer_uid : '{Unique ID for the card (billing key)}',
    buyer_email: "johndoe@gmail.com",
    buyer_name: "John Doe",
    buyer_tel : '02-1234-1234'
}, function(rsp) {
    if ( rsp.success ) {
        alert('Success');
    } else {
        alert('Failed');
    }
});
