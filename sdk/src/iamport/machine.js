// The state of the request that is under way, and the events that change it.

/*
 * Each state's row names a function for each event; any other event changes nothing.
 *
 *   idle      no request is under way
 *   waiting   for the hub's hidden frame to answer
 *   asking    the hub makes the payment
 *   overlay   the window covers the page
 *   popup     the window is a browser window of its own
 *   offer     the browser doesn't show the window, so a button opens it
 *   away      the page itself goes to the PG
 *   leaving   the window is gone, and the hub is asked how its payment ended
 *
 *   call      the page calls                      frame     the hidden frame is there
 *   blocked   a policy of the page forbids it     late      the state has lasted too long
 *   lost      the window is gone                  back      the buyer went back, or the page on
 *   cut       the popup is out of reach           unopened  the hub was never asked for the window
 *   press     the offered button                  cancel    the offered way out
 *   done      the hub knows the result            overlay, popup, redirect   its ways to show it
 */
var TABLE = {
  idle: { call: begin, frame: endLeftover },
  waiting: { call: refuse, frame: ask, blocked: giveUp, back: giveUpQuietly, late: giveUp },
  asking: {
    call: refuse,
    frame: tell,
    overlay: openOverlay,
    popup: openPopup,
    redirect: goAway,
    done: finish,
    back: leave,
    late: giveUp,
  },
  overlay: {
    call: refuse,
    frame: tell,
    done: finish,
    blocked: offerInstead,
    unopened: offerInstead,
    press: openPopup,
    cancel: leave,
    lost: leave,
    back: leave,
    late: leave,
  },
  popup: { call: refuse, frame: tell, done: finish, cut: offerCut, lost: leave, back: leave, late: leave },
  offer: {
    call: refuse,
    frame: tell,
    done: finish,
    press: openPopup,
    cancel: leave,
    lost: leave,
    back: leave,
    late: leave,
  },
  away: { call: leaveFirst, frame: tell, done: finish, kept: leave, late: leave },
  leaving: { call: queue, frame: tell, done: finish, late: giveUp },
};

/** Longer than the hub keeps a window open, so that the hub ends it and not the SDK. */
var WINDOW_MS = 2 * 3600 * 1000;

var LIMIT_MS = {
  waiting: 15000,
  asking: 60000,
  overlay: WINDOW_MS,
  popup: WINDOW_MS,
  offer: WINDOW_MS,
  away: WINDOW_MS,
  leaving: 90000,
};

/**
 * What the hidden frame is told in a state, again until the state changes; while asking, what the
 * page called.
 */
var TOLD = {
  overlay: 'look',
  popup: 'look',
  offer: 'look',
  away: 'look',
  leaving: 'leave',
};

var TICK_MS = 300;
var TICKS_PER_BEAT = 10;

var state = 'idle';
var current = null; // the request
var next = null; // a second request, waiting for the end of this one
var limit = 0;
var ticker = 0;
var ticks = 0;

function on(event, detail) {
  var row = TABLE[state];
  if (Object.prototype.hasOwnProperty.call(row, event)) {
    row[event](detail);
  }
}

/** @param ms how long the state may last, if that differs from the state's limit */
function enter(to, ms) {
  state = to;
  window.clearTimeout(limit);
  window.clearInterval(ticker);
  if (to !== 'idle') {
    limit = window.setTimeout(on, ms || LIMIT_MS[to], 'late');
    ticker = window.setInterval(tick, TICK_MS);
    ticks = 0;
  }
}

/** Looks at the window and the frame: no event tells if the page removes or changes them. */
function tick() {
  watchWindow();
  watchRoute();
  ticks++;
  if (state !== 'idle' && (ticks % TICKS_PER_BEAT === 0 || !isThere(frame))) {
    knock();
  }
}

// ---- the beginning ----

/** @param request null when it could not be read */
function call(request) {
  if (request) {
    watchWindow();
    on('call', request);
  }
}

function begin(request) {
  current = request;
  prepareWindow(request);
  enter('waiting');
  knock();
}

function refuse(request) {
  answer(request, failure(request, 'F400', '이미 열려 있는 결제창이 있습니다.'));
  if (current.popup) {
    current.popup.focus();
  }
}

function queue(request) {
  if (next) {
    refuse(request);
  } else {
    next = request;
    prepareWindow(request);
  }
}

function leaveFirst(request) {
  leave();
  queue(request);
}

function ask() {
  enter('asking');
  tell();
}

function tell() {
  toFrame({
    action: TOLD[state] || current.action,
    request_id: current.id,
    url: current.url,
    tierCode: current.tierCode,
    mobile: isMobile(),
    param: current.url ? null : current.param,
  });
}

/** The hub has made the payment, and says how its window is to be shown. */
function opened(message) {
  if (typeof message.url !== 'string' || message.url.indexOf(HUB + '/checkout/') !== 0) {
    return;
  }
  if (!current.url && message.warning) {
    warn(message.warning);
  }
  current.url = message.url;
  current.number = message.imp_uid || null;
  remember(current.url);
  if (message.mode === 'overlay' || message.mode === 'popup' || message.mode === 'redirect') {
    on(message.mode);
  }
}

function goAway() {
  enter('away');
  window.location.assign(current.url);
}

// ---- the end ----

/** Removes the window at once; the callback follows when the hub has told the result. */
function leave() {
  takeAway(current);
  enter('leaving');
  knock();
}

function finish(message) {
  var ended = current;
  var then = next;
  takeAway(ended);
  forget();
  current = next = null;
  enter('idle');
  answer(ended, resultOf(ended, message.response), message.location);
  if (then) {
    begin(then);
  } else if (!frameTrouble) {
    knock();
  }
}

function resultOf(request, response) {
  var result = response && typeof response === 'object' ? response : {};
  if (result.error_code && request.blocked) {
    result.error_code = 'F400';
    result.error_msg = '팝업이 차단되었습니다.';
  }
  return result;
}

/** Ends the request because the hub can't be reached, or doesn't answer. */
function giveUp() {
  var text =
    state === 'waiting'
      ? '결제 창을 준비하지 못했습니다. ' + (frameTrouble || '네트워크 상태를 확인하세요.')
      : state === 'asking'
        ? '결제 창 호출에 실패하였습니다. 결제 서버가 응답하지 않습니다.'
        : '결제 결과를 확인하지 못했습니다. 다시 결제하지 마시고 상점의 주문 내역에서 결과를 확인해 주세요.';
  complain(text);
  finish({ response: failure(current, state === 'leaving' ? 'F0004' : 'F500', text) });
}

/** The buyer has left before the hub has made a payment. */
function giveUpQuietly() {
  finish({ response: failure(current, 'F0005', '사용자가 결제를 취소하셨습니다') });
}
