<?php
// The autoload files: Composer's, or Debian's of Guzzle and the client's own folder.
foreach (array_slice($argv, 1) as $autoload) {
    if (is_file($autoload)) {
        require $autoload;
        continue;
    }
    spl_autoload_register(function ($class) use ($autoload) {
        $file = $autoload . '/' . strtr(substr($class, strlen('Iamport\\RestClient\\')), '\\', '/') . '.php';
        if (is_file($file)) {
            require $file;
        }
    });
}

use Iamport\RestClient\Iamport;
use Iamport\RestClient\Request\Payment;
use Iamport\RestClient\Request\PaymentPrepare;

function ok($result)
{
    if (!$result->isSuccess()) {
        fwrite(STDERR, print_r($result->getError(), true));
        exit(1);
    }
    return $result->getData();
}

$iamport = new Iamport('naru_demo_key', 'naru_demo_secret');
ok($iamport->callApi(PaymentPrepare::store('php_' . time(), 1000)));
ok($iamport->callApi(Payment::listStatus('all')));
exit($iamport->callApi(Payment::withImpUid('imp_none'))->isSuccess() ? 1 : 0);
