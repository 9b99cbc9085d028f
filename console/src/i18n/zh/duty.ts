export const duty = {
  title: '…',
}
