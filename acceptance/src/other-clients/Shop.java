import com.siot.IamportRestClient.IamportClient;
import com.siot.IamportRestClient.exception.IamportResponseException;

public class Shop {
  public static void main(String[] args) throws Exception {
    IamportClient iamport = new IamportClient("naru_demo_key", "naru_demo_secret");
    check(!iamport.getAuth().getResponse().getToken().isEmpty());
    check(iamport.paymentsByStatus("all").getResponse().getTotal() >= 0);
    check(new IamportClient("naru_demo_key", "naru_demo_secret", true).getAuth().getCode() == 0);
    try {
      iamport.paymentByImpUid("imp_none");
      check(false);
    } catch (IamportResponseException refused) {
      check(refused.getHttpStatusCode() == 404);
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }
}
