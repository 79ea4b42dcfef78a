require 'iamport'

Iamport.configure { |config| config.api_key, config.api_secret = 'naru_demo_key', 'naru_demo_secret' }

def ok(answer)
  raise answer.to_s unless answer['code'].zero?
  answer['response']
end

order = "ruby_#{Time.now.to_i}"
card = { card_number: '1234-1234-1234-1234', expiry: '2030-12', birth: '820213', pwd_2digit: '00' }
paid = ok(Iamport.create_onetime_payment({ merchant_uid: order, amount: 1000 }.merge(card)))
raise paid.to_s unless paid['status'] == 'paid'
raise 'find' unless ok(Iamport.find(order))['imp_uid'] == paid['imp_uid']
raise 'cancel' unless ok(Iamport.cancel(merchant_uid: order, amount: 100))['cancel_amount'] == 100
raise 'banks' if ok(Iamport.bank_codes).empty?
raise '404' unless Iamport.payment('imp_none')['code'] == -1
