/** What an alert is called while nothing in it is recognised. */
export const unclassified = '未分类'
