import time
from iamport import Iamport

iamport = Iamport(imp_key='naru_demo_key', imp_secret='naru_demo_secret')
order = 'python_%d' % time.time()
assert iamport.prepare(order, 1000)['amount'] == 1000
paid = iamport.pay_onetime(merchant_uid=order, amount=1000, card_number='1234-1234-1234-1234',
                           expiry='2030-12', birth='820213', pwd_2digit='00')
assert paid['status'] == 'paid' and iamport.is_paid(1000, imp_uid=paid['imp_uid'])
assert iamport.find(merchant_uid=order)['imp_uid'] == paid['imp_uid']
assert iamport.cancel('test', imp_uid=paid['imp_uid'])['status'] == 'cancelled'
try:
    iamport.find(imp_uid='imp_none')
    raise AssertionError('found what is not there')
except Iamport.HttpError as refused:
    assert refused.code == 404
