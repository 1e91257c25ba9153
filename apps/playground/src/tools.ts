export { calculate, checkTable, lookUpOrder } from "./scene/demonstration-tools.ts";
