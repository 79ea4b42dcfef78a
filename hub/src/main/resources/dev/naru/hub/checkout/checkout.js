/*
 * The script of the buyer's pages. The data attributes of #naru say which page it is, and hold all
 * values for it. Results are sent by postMessage, only to exact origins and from exact windows.
 */
(function () {
  'use strict';

  var LATE_MS = 60000;
  var POLL_MS = 1000;
  var WATCH_MS = 5000;
  var CALL_MS = 20000;
  var AGAIN_MS = 500;

  var page = document.getElementById('naru');
  var data = page.dataset;

  ({
    ready: readyFrame,
    window: windowPage,
    post: postPage,
    close: closePage,
    forged: forgedPage,
    result: resultPage,
  })[data.page]();

  // ---- talking to the hub ----

  /** Calls the hub. A failure's error has the answer's `status`; none if no answer came. */
  function call(method, path, body) {
    var ended = new AbortController();
    var limit = setTimeout(function () {
      ended.abort();
    }, CALL_MS);
    return fetch(path, {
      method: method,
      credentials: 'omit',
      cache: 'no-store',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
      signal: ended.signal,
    })
      .then(function (answer) {
        return answer.json().then(
          function (json) {
            return answer.ok ? json : Promise.reject(failed(answer.status));
          },
          function () {
            throw failed(answer.status);
          }
        );
      })
      .finally(function () {
        clearTimeout(limit);
      });
  }

  function failed(status) {
    var error = new Error('status ' + status);
    error.status = status;
    return error;
  }

  /** Repeats a call once if its answer was lost or broken; only for calls that may be repeated. */
  function twice(work) {
    return work().catch(function (error) {
      if (error.status >= 400 && error.status < 500) {
        throw error;
      }
      return new Promise(function (resolve) {
        setTimeout(resolve, AGAIN_MS);
      }).then(work);
    });
  }

  /** Asks the hub until there is a result or the time is over; gives the last known state. */
  function settle(path, state) {
    var deadline = Date.now() + LATE_MS;
    return new Promise(function (resolve) {
      (function look(known) {
        if (known.done || Date.now() > deadline) {
          resolve(known);
          return;
        }
        setTimeout(function () {
          call('GET', path + '/status').then(look, function () {
            look(known);
          });
        }, POLL_MS);
      })(state);
    });
  }

  // ---- the pages around this one ----

  /** The nearest page of this hub that has this page in a frame, or null. */
  function ownPageAbove() {
    var above = window;
    while (above !== above.parent) {
      above = above.parent;
      try {
        if (above.location.origin === location.origin && above.document.getElementById('naru')) {
          return above;
        }
      } catch (e) {
        // that page has another origin
      }
    }
    return null;
  }

  /** Sends the result to the page that waits for it; if none does, this page moves on itself. */
  function deliver(state) {
    if (data.redirects === 'true') {
      // The page is the shop's own tab; if it has an opener, that is some other page.
      location.replace(state.location);
      return;
    }
    var own = ownPageAbove();
    var shop = window.parent !== window ? window.parent : window.opener;
    if (own) {
      own.postMessage(state.message, location.origin);
    } else if (shop) {
      shop.postMessage(state.message, data.origin);
    } else {
      location.replace(state.location);
    }
  }

  function stands(source) {
    for (var depth = 0; source && depth < 8; depth++) {
      if (source === window) {
        return depth > 0;
      }
      if (source === source.parent) {
        return false;
      }
      source = source.parent;
    }
    return false;
  }

  function show(id) {
    ['opening', 'failed', 'checking', 'late', 'done', 'closing', 'unclosed', 'forged'].forEach(function (each) {
      var element = document.getElementById(each);
      if (element) {
        element.hidden = each !== id;
      }
    });
  }

  // ---- the hidden frame of IMP.init ----

  /*
   * It stores only the requests that are under way. The SDK repeats each message, also to a new
   * frame, and a repeated message has no further effect.
   */
  function readyFrame() {
    var WINDOW = /^\/checkout\/(identity\/)?[0-9a-z]{1,13}\.[A-Za-z0-9_-]{43}$/;
    var origins = data.origins.split(' ');
    var peer = null;
    var asked = {};
    var left = {};

    function allows(origin) {
      return (
        origins.indexOf(origin) >= 0 ||
        origins.indexOf('*') >= 0 ||
        (data.loopback === 'true' &&
          /^https?:\/\/(([^\/:@.]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin))
      );
    }

    function post(message) {
      window.parent.postMessage(message, peer);
    }

    function refuse(request, code, text, status) {
      post({
        action: 'failed',
        request_id: request.request_id,
        error_code: code,
        error_msg: text,
        status: status,
      });
    }

    /** Refuses a request because the hub's answer was an error, in words that help the page. */
    function refuseFor(request, error) {
      var status = error.status;
      var start = '결제 창 호출에 실패하였습니다. ';
      if (!status) {
        refuse(request, 'F500', start + '네트워크 상태를 확인하세요.');
      } else if (status === 413) {
        refuse(request, 'F400', start + '결제요청 파라미터가 너무 큽니다(64 KiB 이하).', status);
      } else if (status === 429) {
        refuse(request, 'F429', start + '요청이 너무 많습니다. 잠시 후 다시 시도하세요.', status);
      } else if (status === 403) {
        refuse(request, 'F403', start + '결제 서버가 요청을 거절했습니다.', status);
      } else if (status >= 400 && status < 500) {
        refuse(request, 'F400', start + '결제요청 파라미터를 읽을 수 없습니다.', status);
      } else {
        refuse(request, 'F500', start + '결제 서버에 오류가 있습니다. 잠시 후 다시 시도하세요.', status);
      }
    }

    function pathFor(request) {
      var identity = request.action === 'certification';
      return identity ? '/checkout/certifications' : '/checkout/payments';
    }

    function opening(request) {
      var id = request.request_id;
      asked[id] =
        asked[id] ||
        twice(function () {
          return call('POST', pathFor(request), {
            request_id: id,
            userCode: data.userCode,
            tierCode: request.tierCode,
            origin: peer,
            mobile: request.mobile === true,
            param: request.param,
          });
        });
      return asked[id];
    }

    function told(request, answer) {
      if (answer.open) {
        post(Object.assign({ action: 'open', request_id: request.request_id }, answer.open));
      } else {
        post({
          action: 'done',
          request_id: request.request_id,
          response: answer.done,
          location: answer.location,
        });
      }
    }

    function pay(request) {
      opening(request).then(
        function (answer) {
          told(request, answer);
        },
        function (error) {
          delete asked[request.request_id];
          refuseFor(request, error);
        }
      );
    }

    /** The path of a window of this hub; null for any other address. */
    function pathOf(url) {
      var address = new URL(url, location.href);
      return address.origin === location.origin && WINDOW.test(address.pathname)
        ? address.pathname
        : null;
    }

    function look(request) {
      var path = pathOf(request.url);
      if (!path) {
        return;
      }
      call('GET', path + '/status').then(
        function (state) {
          if (state.done) {
            post(state.message);
          } else if (!state.opened) {
            post({ action: 'unopened', request_id: request.request_id });
          }
        },
        function () {
          // the SDK will ask again
        }
      );
    }

    /** Ends a request. If the page never learned the window's address, the hub is asked for it. */
    function leave(request) {
      var id = request.request_id;
      if (left[id]) {
        return;
      }
      left[id] = true;
      (request.url ? Promise.resolve({ open: { url: request.url } }) : opening(request))
        .then(function (answer) {
          if (!answer.open) {
            told(request, answer);
            return null;
          }
          var path = pathOf(answer.open.url);
          return twice(function () {
            return call('POST', path + '/leave');
          })
            .then(function (state) {
              return settle(path, state);
            })
            .then(function (state) {
              post(state.message);
            });
        })
        .catch(function (error) {
          if (error.status >= 400 && error.status < 500) {
            refuseFor(request, error);
          }
          delete left[id]; // and the SDK asks again
        });
    }

    window.addEventListener('message', function (event) {
      var message = event.data;
      if (event.source !== window.parent || window.parent === window) {
        return;
      }
      if (!message || typeof message !== 'object') {
        return;
      }
      if (message.action === 'hello') {
        if (message.origin === event.origin && allows(event.origin)) {
          peer = event.origin;
          post({ action: 'ready', popup: JSON.parse(data.popup) });
        }
        return;
      }
      if (event.origin !== peer || typeof message.request_id !== 'string') {
        return;
      }
      if (message.action === 'payment' || message.action === 'certification') {
        pay(message);
      } else if (message.action === 'look') {
        look(message);
      } else if (message.action === 'leave') {
        leave(message);
      }
    });
  }

  // ---- the page that opens the PG's window ----

  function windowPage() {
    var over = false;

    function finish(state) {
      if (!over) {
        over = true;
        deliver(state);
      }
    }

    function leave() {
      if (over) {
        return;
      }
      show('checking');
      call('POST', data.path + '/leave')
        .then(function (state) {
          return settle(data.path, state);
        })
        .then(finish, function () {
          show('failed');
        });
    }

    window.addEventListener('message', function (event) {
      var message = event.data;
      if (
        event.origin === location.origin &&
        stands(event.source) &&
        message &&
        message.action === 'done' &&
        message.request_id === data.requestId
      ) {
        finish({ message: message });
      }
    });
    // The close page dispatches an event, because its frame may be gone before a message arrives.
    window.addEventListener('naru:left', leave);
    document.getElementById('leave').addEventListener('click', leave);

    // A PG may end in a window that can't reach this page, so the hub is asked as well.
    (function watch() {
      setTimeout(function () {
        if (over) {
          return;
        }
        call('GET', data.path + '/status').then(
          function (state) {
            if (state.done) {
              finish(state);
            } else {
              watch();
            }
          },
          watch
        );
      }, WATCH_MS);
    })();

    window.addEventListener('load', function () {
      var open = data.openFunction.split('.').reduce(function (object, name) {
        return object && object[name];
      }, window);
      if (typeof open !== 'function') {
        show('failed');
        document.getElementById('leave').focus();
        return;
      }
      open.call(window[data.openFunction.split('.')[0]], 'naru-pg-form');
      show(null);
    });
  }

  // ---- the page that moves to the PG ----

  function postPage() {
    var form = document.getElementById('naru-pg-form');
    HTMLFormElement.prototype.submit.call(form); // a field may be called "submit"
  }

  // ---- the pages on which the buyer leaves ----

  function leaveHere(waiting, trouble) {
    var own = ownPageAbove();
    if (own) {
      own.dispatchEvent(new own.Event('naru:left'));
      return;
    }
    show(waiting);
    call('POST', data.path + '/leave')
      .then(function (state) {
        return settle(data.path, state);
      })
      .then(deliver, function () {
        show(trouble);
      });
  }

  /** The page for a forged answer of the PG's window; the buyer can end the payment there. */
  function forgedPage() {
    document.getElementById('leave').addEventListener('click', function () {
      leaveHere('checking', 'forged');
    });
  }

  /** The page that the PG's window loads when the buyer leaves. */
  function closePage() {
    leaveHere('closing', 'unclosed');
    if (data.closeScript) {
      var script = document.createElement('script');
      script.src = data.closeScript;
      script.charset = 'UTF-8';
      document.body.appendChild(script);
    }
  }

  // ---- the page that has the result, or waits for it ----

  function resultPage() {
    var state = JSON.parse(data.state);
    if (!state.done) {
      show('checking');
    }
    settle(data.path, state).then(function (known) {
      show(known.done ? 'done' : 'late');
      deliver(known);
    });
  }
})();
