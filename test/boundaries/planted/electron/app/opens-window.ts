export const openWindow = () => null;
