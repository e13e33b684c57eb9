/** The demo at its natural size, and the seed of its story. */
export const DEMO_ROWS = 1_200;
export const DEMO_SEED = 20_260_917;
