package dev.naru.hub.crash;

import static dev.naru.hub.billing.Subscriber.CARD;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.AccountBuyer;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.time.Duration;
import java.util.Map;

/** Everything that moves money or a key, at both PGs: what the crash matrix breaks off. */
enum Operation {
  INICIS_WINDOW {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      HttpBuyer.Return back = shop.buyer().opens(order, AMOUNT).agrees();
      return () -> posted(back);
    }
  },
  INICIS_WINDOW_ANSWER_LOST {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      HttpBuyer.Window window = shop.buyer().opens(order, AMOUNT);
      world.world.scenario(window.paymentNumber(), "timeout_after_approval", "");
      HttpBuyer.Return back = window.agrees();
      return () -> posted(back);
    }
  },
  INICIS_ACCOUNT {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Map<String, Object> param = HttpBuyer.order(order, AccountBuyer.AMOUNT);
      param.put("pay_method", "vbank");
      HttpBuyer.Return back = shop.buyer().opens(param).fills(Map.of("bank", "88", "payer", "홍길동"));
      return () -> posted(back);
    }
  },
  INICIS_DEPOSIT {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      String paymentNumber = new AccountBuyer(shop).account(order);
      return () -> deposited(world, paymentNumber, AccountBuyer.AMOUNT);
    }
  },
  INICIS_KEY {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Subscriber subscriber = Subscriber.of(shop);
      return () -> Done.of(subscriber.givesCard(CARD));
    }
  },
  INICIS_ONETIME {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      return () -> Done.of(Subscriber.onetime(shop, CARD, Subscriber.order(order, AMOUNT)));
    }
  },
  INICIS_FIRST_CHARGE_WITH_KEY {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Subscriber subscriber = Subscriber.of(shop);
      return () -> Done.of(subscriber.onetime(CARD, Subscriber.order(order, AMOUNT)));
    }
  },
  INICIS_AGAIN {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      return () -> Done.of(subscriber.again(order, AMOUNT));
    }
  },
  INICIS_SCHEDULE {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      return scheduled(world, Subscriber.withCard(shop, CARD), order);
    }
  },
  INICIS_CANCEL {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      String paymentNumber = shop.paid(order, AMOUNT);
      return () -> Done.of(shop.cancel(paymentNumber));
    }
  },
  INICIS_PARTIAL_CANCEL {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      String paymentNumber = shop.paid(order, AMOUNT);
      return () -> Done.of(shop.cancel(paymentNumber, 1_000));
    }
  },
  INICIS_CANCEL_ANSWER_LOST {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      String paymentNumber = shop.paid(order, AMOUNT);
      world.world.scenario(paymentNumber, "timeout_after_cancel", "");
      return () -> Done.of(shop.cancel(paymentNumber, 1_000));
    }
  },
  MOBILIANS_WINDOW {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      HttpBuyer.Return back = phone(shop, order).agrees();
      return () -> posted(back);
    }
  },
  MOBILIANS_WINDOW_ANSWER_LOST {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      PhoneBuyer.Window window = phone(shop, order);
      world.world.scenario(PhoneBuyer.PG, window.paymentNumber(), "timeout_after_approval", "");
      HttpBuyer.Return back = window.agrees();
      return () -> posted(back);
    }
  },
  MOBILIANS_DEPOSIT {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      PhoneBuyer.Window window =
          new PhoneBuyer(shop).opens(PhoneBuyer.order("vbank", order, AMOUNT));
      posted(window.choosesBank("026"));
      return () -> deposited(world, window.paymentNumber(), AMOUNT);
    }
  },
  MOBILIANS_KEY {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      HttpBuyer.Return back = phoneKey(shop, order, "customer_" + order).agrees();
      return () -> posted(back);
    }
  },
  MOBILIANS_AGAIN {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Subscriber subscriber = phoneSubscriber(shop);
      return () -> Done.of(subscriber.again(order, AMOUNT));
    }
  },
  MOBILIANS_SCHEDULE {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      return scheduled(world, phoneSubscriber(shop), order);
    }
  },
  MOBILIANS_CANCEL {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      PhoneBuyer.Window window = phone(shop, order);
      posted(window.agrees());
      return () -> Done.of(shop.cancel(window.paymentNumber()));
    }
  },
  MOBILIANS_PARTIAL_CANCEL {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      PhoneBuyer.Window window = phone(shop, order);
      posted(window.agrees());
      return () -> Done.of(shop.cancel(window.paymentNumber(), 1_000));
    }
  },
  KEY_ROTATION {
    @Override
    Act prepare(CrashWorld world, Shop shop, String order) {
      Subscriber subscriber = Subscriber.withCard(shop, CARD);
      return new Act() {
        @Override
        public Done run() {
          world.hub().ask("rotate");
          return Done.NOTHING_TOLD;
        }

        // What the old key has sealed still opens, before and after all is sealed anew.
        @Override
        public void afterwards() {
          for (int i = 0; i < 2; i++) {
            Answer charged = subscriber.again(i == 0 ? order : order + "_2", AMOUNT);
            if (!Subscriber.statusIn(charged).equals("paid")) {
              throw new AssertionError("a key that was sealed before: " + charged);
            }
            world.hub().ask("reseal");
          }
        }
      };
    }
  };

  static final long AMOUNT = 6_000;

  /**
   * Does all that comes before, and breaks nothing off.
   *
   * @param order the order's number, where there is one
   * @return what a crash breaks off
   */
  abstract Act prepare(CrashWorld world, Shop shop, String order);

  /** The last part of an operation. */
  @FunctionalInterface
  interface Act {
    /** Throws where the hub died before it answered. */
    Done run();

    /** What must be possible once the hub has come back. */
    default void afterwards() {}
  }

  /**
   * What the merchant or the PG was told before the hub died.
   *
   * @param paid the order's payment is paid
   * @param cancelled what of it is given back
   */
  record Done(boolean paid, long cancelled) {
    static final Done NOTHING_TOLD = new Done(false, 0);

    static Done of(Answer answer) {
      return new Done(
          answer.code() == 0 && answer.response().path("status").asString("").equals("paid"),
          answer.code() == 0 ? answer.response().path("cancel_amount").asLong(0) : 0);
    }
  }

  private static Done posted(HttpBuyer.Return back) {
    back.post();
    return Done.NOTHING_TOLD;
  }

  private static Done deposited(CrashWorld world, String paymentNumber, long amount) {
    world.world.paysIn(paymentNumber, amount);
    return Done.NOTHING_TOLD;
  }

  private static Act scheduled(CrashWorld world, Subscriber subscriber, String order) {
    Answer entered =
        subscriber.schedules(order, AMOUNT, world.world.time.instant().plusSeconds(600));
    if (entered.code() != 0) {
      throw new AssertionError(entered);
    }
    return () -> {
      world.advance(Duration.ofSeconds(601));
      world.hub().ask("settle");
      return Done.NOTHING_TOLD;
    };
  }

  private static PhoneBuyer.Window phone(Shop shop, String order) {
    return new PhoneBuyer(shop).opens(PhoneBuyer.order("phone", order, AMOUNT));
  }

  private static PhoneBuyer.Window phoneKey(Shop shop, String order, String customer) {
    Map<String, Object> param = PhoneBuyer.order("phone", order, AMOUNT);
    param.put("customer_uid", customer);
    return new PhoneBuyer(shop).opens(param);
  }

  private static Subscriber phoneSubscriber(Shop shop) {
    Subscriber subscriber = Subscriber.of(shop);
    posted(phoneKey(shop, Shop.newOrder() + "_key", subscriber.uid()).agrees());
    return subscriber;
  }
}
