/** Something for a demo to show. */
export class SampleBrandDto {
  /** @example 'brand_analytical' */
  id: string;

  /** @example 'Analytical Engines' */
  name: string;
}

/** All that the demo has. */
export class SampleBrandsDto {
  brands: SampleBrandDto[];
}
