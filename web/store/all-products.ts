import type { ProductView } from '../../services/store/product/product.contract.ts';
import { pagesOf } from '../kit/api/http.ts';
import { useAsked } from '../kit/live/polled.ts';

/** All products by name, with what is left of each, as that changes. @returns what is known, and how to look at once */
export function useProducts() {
  return useAsked(allProducts, 'products');
}

async function allProducts(): Promise<readonly ProductView[]> {
  const products: ProductView[] = [];
  const { signal } = new AbortController();
  for await (const { rows } of pagesOf<ProductView>('/store/product/list?sort=productName&pageSize=100', signal))
    products.push(...rows);
  return products;
}
