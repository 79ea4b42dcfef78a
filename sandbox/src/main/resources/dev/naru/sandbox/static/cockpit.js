'use strict';
/* The sandbox's first page: what the PGs hold, and the control calls as buttons. */
(function () {
  const TEXTS = {
    ko: {
      deposit: '입금하기', requests: '요청 보기', ask: 'PG에 다시 묻기', empty: '아직 거래가 없습니다. 데모 상점에서 결제해 보세요.',
      paid: '결제됨', cancelled: '취소됨', waiting: '입금 대기', key: '빌링키',
      deposited: '입금했습니다.', faultSet: '장애를 예약했습니다.', moving: '시계를 옮기고 있습니다. 그동안 돌아온 일을 모두 처리합니다…',
      moved: '시계를 옮겼습니다.', resetDone: '장부와 장애 예약을 비웠습니다.', sure: '장부와 장애 예약을 모두 비울까요?',
      asked: 'PG에 물었습니다: ', away: '이 컴퓨터의 브라우저에서만 쓸 수 있습니다: ', noFaults: '예약한 장애가 없습니다.',
      left: '번 남음', nextOne: '다음 결제 하나에 예약했습니다: ',
      webhook: '보기', again: '다시 보내기', resent: '다시 보냅니다.', noSends: '아직 보내지 않았습니다.', answered: '응답',
      states: { pending: '보내는 중', sent: '도착', dead: '포기', not_sent: '기록만', no_target: '주소 없음: notice_url이나 webhook.url을 설정하세요' },
       any: '모든 결제', noRequests: 'PG가 받은 요청이 없습니다.', won: '원', ahead: '실제보다 앞섬: ', days: '일', hours: '시간'
    },
    en: {
      deposit: 'Pay in', requests: 'Requests', ask: 'Ask the PG again', empty: 'Nothing yet: pay something in the demo shop.',
      paid: 'paid', cancelled: 'cancelled', waiting: 'waits for its deposit', key: 'billing key',
      deposited: 'Paid in.', faultSet: 'The fault is set.', moving: 'Moving the clock; what falls due on the way is done…',
      moved: 'The clock is moved.', resetDone: 'Book and faults are cleared.', sure: 'Clear the book and all faults?',
      asked: 'The PG was asked: ', away: 'Only for a browser on this machine: ', noFaults: 'No fault is set.',
      left: ' left', nextOne: 'Set for the next payment: ',
      webhook: 'Show', again: 'Send again', resent: 'Sent again.', noSends: 'Not sent yet.', answered: 'answered',
      states: { pending: 'on its way', sent: 'arrived', dead: 'given up', not_sent: 'only recorded', no_target: 'no address: set notice_url or webhook.url' },
       any: 'any payment', noRequests: 'The PG received nothing about it.', won: ' won', ahead: 'Ahead of real time: ', days: ' days', hours: ' hours'
    }
  };
  const root = document.documentElement;
  const at = id => document.getElementById(id);
  let texts = TEXTS.ko;

  function speak(language) {
    root.lang = language;
    texts = TEXTS[language];
    document.cookie = 'naru_sandbox_lang=' + language + ';path=/;max-age=31536000;samesite=lax';
    at('language').textContent = language === 'ko' ? 'English' : '한국어';
    at('language').lang = language === 'ko' ? 'en' : 'ko';
    for (const option of document.querySelectorAll('[data-ko]')) option.textContent = option.value + ' · ' + option.dataset[language];
    shown = '';
    refresh();
  }

  function say(text) { at('said').textContent = text; }

  async function call(method, path, body) {
    const answer = await fetch(path, {
      method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body && JSON.stringify(body)
    });
    const json = await answer.json();
    if (!answer.ok) throw new Error(answer.status === 403 ? texts.away + json.error : json.error);
    return json;
  }

  /* Runs a button's action; the button is disabled meanwhile, and the page shows the result. */
  async function doing(button, work, done) {
    button.disabled = true;
    try {
      const result = await work();
      say(typeof done === 'function' ? done(result) : done);
    } catch (trouble) {
      say(trouble.message);
    }
    button.disabled = false;
    shown = '';
    refresh();
  }

  function element(name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const key in attributes) {
      if (key === 'onclick') made.addEventListener('click', attributes[key]);
      else made.setAttribute(key, attributes[key]);
    }
    made.append(...inside);
    return made;
  }

  const won = amount => amount.toLocaleString('ko-KR') + texts.won;

  function lineOf(line) {
    const action = element('td', {}, element('div', { class: 'row' }));
    if (line.status === 'waiting') {
      action.firstChild.append(element('button', {
        class: 'do', type: 'button', 'aria-label': texts.deposit + ' ' + line.order_id,
        onclick: event => doing(event.target,
          () => call('POST', '/control/deposits', { order_id: line.order_id, amount: line.amount }), texts.deposited)
      }, texts.deposit));
    }
    action.firstChild.append(element('button', {
      type: 'button', 'aria-label': texts.requests + ' ' + line.order_id, onclick: () => showRequests(line)
    }, texts.requests));
    return element('tr', {},
      element('td', { class: 'state ' + line.status }, texts[line.status] || line.status),
      element('td', { class: 'number' }, won(line.amount)),
      element('td', { class: 'number' }, line.cancelled_amount ? won(line.cancelled_amount) : ''),
      element('td', { class: 'order' }, line.order_id, element('br', {}), element('span', { class: 'soft' }, line.tid)),
      element('td', {}, line.pg, element('br', {}), element('span', { class: 'soft' }, line.mid + ' · ' + line.pay_method)),
      action);
  }

  async function showRequests(line) {
    const box = at('requests');
    box.replaceChildren();
    try {
      const calls = await call('GET', '/control/requests?order_id=' + encodeURIComponent(line.order_id));
      if (!calls.length) box.append(element('p', {}, texts.noRequests));
      for (const each of calls) {
        box.append(element('h3', {}, each.operation + ' · ' + each.at),
          element('pre', { class: 'scroll', tabindex: '0' }, JSON.stringify(each.fields, null, 2)));
      }
      at('about').textContent = line.order_id;
      at('dialog').showModal();
    } catch (trouble) {
      say(trouble.message);
    }
  }

  function webhookOf(told) {
    const body = told.state === 'no_target' ? '' : told.body;
    return element('li', {},
      element('div', { class: 'line' },
        element('span', { class: told.state === 'sent' ? 'paid' : told.state === 'dead' || told.state === 'no_target' ? 'cancelled' : '' }, (texts.states[told.state] || told.state) + (told.why ? ' · ' + told.why : '')),
        element('span', {}, told.imp_uid), element('span', { class: 'soft' }, told.url || '')),
      element('div', { class: 'row' },
        element('code', { class: 'body' }, body),
        element('button', { type: 'button', 'aria-label': texts.webhook + ' ' + told.id, onclick: () => showWebhook(told) }, texts.webhook),
        ...(told.state === 'no_target' ? [] : [element('button', {
          type: 'button', 'aria-label': texts.again + ' ' + told.id,
          onclick: event => doing(event.target, () => call('POST', '/control/webhooks', { id: told.id }), texts.resent)
        }, texts.again)])));
  }

  async function showWebhook(told) {
    const box = at('requests');
    box.replaceChildren();
    try {
      const webhook = await call('GET', '/control/webhooks?id=' + encodeURIComponent(told.id));
      box.append(element('pre', { class: 'scroll', tabindex: '0' }, 'POST ' + (webhook.url || '-') + '\n\n' + webhook.body));
      if (!webhook.sends.length) box.append(element('p', {}, texts.noSends));
      for (const send of webhook.sends) {
        box.append(element('h3', {}, send.at + ' · ' + send.trigger + ' · ' + send.took_ms + ' ms'),
          element('pre', { class: 'scroll', tabindex: '0' }, (send.status ? texts.answered + ' ' + send.status : '') + (send.error ? ' ' + send.error : '') + '\n' + send.answer));
      }
      at('about').textContent = webhook.imp_uid;
      at('dialog').showModal();
    } catch (trouble) {
      say(trouble.message);
    }
  }

  function faultOf(fault) {
    const match = Object.entries(fault.match).map(([key, value]) => key + '=' + value).join(', ') || texts.any;
    return element('li', {}, fault.pg + ' · ' + fault.fault + ' · ' + match + ' · ' + fault.times_left + texts.left);
  }

  function caseOf(open) {
    return element('li', {}, open.kind + ' · ' + open.merchant_uid + ' · ' + won(open.amount) + ' · ' + (open.answered || '') + ' ',
      element('button', {
        type: 'button', onclick: event => doing(event.target,
          () => call('POST', '/control/unresolved', { id: open.id }), result => texts.asked + result.became)
      }, texts.ask));
  }

  function ahead(seconds) {
    return seconds < 86400 ? Math.round(seconds / 360) / 10 + texts.hours : Math.round(seconds / 8640) / 10 + texts.days;
  }

  let shown = '';
  let busy = false;

  /* Replaces only content that has changed, so that focus and screen readers aren't disturbed. */
  async function refresh() {
    if (busy || document.hidden) return;
    busy = true;
    try {
      const [book, clock, faults] = await Promise.all([
        call('GET', '/control/book?last=50'), call('GET', '/control/clock'), call('GET', '/control/scenarios')]);
      const open = await call('GET', '/control/unresolved').catch(() => []);
      const told = await call('GET', '/control/webhooks').catch(() => []);
      at('now').textContent = clock.now.replace('T', ' ').replace(/\+09:00$/, '').slice(0, 16) + ' KST';
      at('ahead').textContent = clock.offset_seconds >= 60
        ? texts.ahead + ahead(clock.offset_seconds) : '';
      const now = JSON.stringify([book, faults, open, told]);
      if (now !== shown) {
        shown = now;
        at('book').replaceChildren(...book.reverse().map(lineOf));
        at('nothing').textContent = book.length ? '' : texts.empty;
        at('faults').replaceChildren(...(faults.length ? faults.map(faultOf) : [element('li', {}, texts.noFaults)]));
        at('open').replaceChildren(...open.map(caseOf));
        at('unresolved').hidden = !open.length;
        at('webhooks').replaceChildren(...told.map(webhookOf));
        at('told').hidden = !told.length;
      }
    } catch (trouble) {
      say(trouble.message);
    }
    busy = false;
  }

  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', event => {
      say(texts.moving);
      doing(event.currentTarget, () => call('POST', '/control/clock', { advance: button.dataset.advance }), texts.moved);
    });
  }
  for (const button of document.querySelectorAll('[data-fault]')) {
    button.addEventListener('click', event => doing(event.currentTarget,
      () => call('POST', '/control/scenarios', { pg: at('fault').pg.value, fault: button.dataset.fault, times: 1, match: {} }),
      fault => texts.nextOne + fault.pg + ' · ' + fault.fault));
  }
  at('fault').addEventListener('submit', event => {
    event.preventDefault();
    const form = event.target;
    const order = form.order.value.trim();
    const fault = { pg: form.pg.value, fault: form.kind.value, times: Number(form.times.value), match: order ? { merchant_uid: order } : {} };
    if (fault.fault === 'wrong_amount') fault.amount = 1;
    if (fault.fault === 'slow') fault.delay_ms = 5000;
    doing(form.querySelector('button'), () => call('POST', '/control/scenarios', fault), texts.faultSet);
  });
  at('reset').addEventListener('click', event => {
    if (window.confirm(texts.sure)) doing(event.currentTarget, () => call('POST', '/control/reset'), texts.resetDone);
  });
  at('close').addEventListener('click', () => at('dialog').close());
  at('language').addEventListener('click', () => speak(root.lang === 'ko' ? 'en' : 'ko'));
  speak(/naru_sandbox_lang=en/.test(document.cookie) ? 'en' : 'ko');
  setInterval(refresh, 3000);
})();
