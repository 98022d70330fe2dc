// A script that ends too soon.
export {
